/** PATH_MAX (with the final NUL) and NAME_MAX of Linux, in bytes. */
export const pathMax = 4096;
export const nameMax = 255;
