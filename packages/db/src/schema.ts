export * from './schema/notes.ts';
export * from './schema/profiles.ts';
export * from './schema/subscription-plans.ts';
