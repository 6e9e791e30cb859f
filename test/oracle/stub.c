/* Stands in for the program of a system container: says its first word and ends. */
#include <stdio.h>

int main(int argc, char **argv) {
  return argc < 1 || puts(argv[0]) < 0;
}
