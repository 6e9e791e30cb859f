/** Units of these types come without files: by generators, by the kernel, at run time. */
export const made = /\.(?:device|mount|automount|swap|slice|scope)$/;
