import { formatPrice } from '../data/format-price.ts';
import type { Plan } from '../data/list-plans.ts';

/** The plans, side by side where there is room. */
export function PlanList({ plans }: { readonly plans: readonly Plan[] }) {
  return (
    <ul className="grid overflow-hidden rounded-lg border border-line bg-line gap-px sm:grid-cols-[repeat(auto-fit,minmax(16rem,1fr))]">
      {plans.map(({ name, price, features }) => (
        <li key={name} className="bg-raised p-6 sm:p-8">
          <h3 className="text-lg">{name}</h3>
          <p className="mt-3 flex items-baseline gap-2">
            <span className="text-4xl font-bold tracking-tight tabular-nums">{formatPrice(price)}</span>
            <span className="text-sm text-soft">a month</span>
          </p>
          <ul className="mt-5 grid gap-2 text-sm text-soft">
            {features.map((feature) => (
              <li key={feature} className="flex gap-3">
                <span aria-hidden="true" className="mt-[0.7em] h-0.5 w-3 shrink-0 bg-accent" />
                {feature}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
