/** The schema leaves the currency to the deployment. */
const currency = 'USD';

/** A price per month, cents only where there are some. */
export function formatPrice(price: number): string {
  const digits = Number.isInteger(price) ? 0 : 2;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(price);
}
