/** What one delivery may carry: as much as a form may bring in one go. */
export const maxDeliveryFiles = 10;
export const maxDeliveryBytes = 50_000_000;
