/** A stylesheet, imported for its effect: the bundler gathers what a page imports into one file. */
declare module "*.css";
