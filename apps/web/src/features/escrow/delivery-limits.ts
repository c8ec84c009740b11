/** How many files one delivery carries; together as much as a form may bring in one go. */
export const maxDeliveryFiles = 10;
