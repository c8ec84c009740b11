import { inject } from "vitest";

// Vitest set-up file: hands the throw-away servers to test code that reads them from the environment.
process.env.PEONY_TEST_ADMIN_URL = inject("adminUrl");
process.env.PEONY_TEST_MEILI_URL = inject("meiliUrl");
process.env.PEONY_TEST_MEILI_KEY = inject("meiliKey");
