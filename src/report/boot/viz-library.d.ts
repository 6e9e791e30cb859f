/** Of browsers: the types of @viz-js/viz name it for a function that is not called here. */
declare type SVGSVGElement = never;
