/** The bundler gathers styles in a file beside the page's script. */
declare module '*.css' {}
