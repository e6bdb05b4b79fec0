export * from '#ui/language.ts';
