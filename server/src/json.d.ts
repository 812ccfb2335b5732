// Data files are typed by hand: inferring the type of each literal would cost the compiler seconds.
declare module '*.json' {
  const file: import('./core/knowledge').KeywordFile;
  export default file;
}
