// The outlines of the signs, solid, on a grid of 100 by 100. Drawn for this program.
import type { Shape } from '#night/rounds/sign.ts'

export const outlines: Readonly<Record<Shape, string>> = {
  circle: 'M50 8a42 42 0 1 1 0 84a42 42 0 1 1 0-84z',
  ring: 'M50 6a44 44 0 1 1 0 88a44 44 0 1 1 0-88zM50 28a22 22 0 1 0 0 44a22 22 0 1 0 0-44z',
  half: 'M4 74a46 46 0 0 1 92 0z',
  bar: 'M6 36h88v28H6z',
  square: 'M14 14h72v72H14z',
  cross: 'M35 6h30v29h29v30H65v29H35V65H6V35h29z',
  star: 'M50 4l13.5 30.5L96 38L71.5 60L79 94L50 76L21 94l7.5-34L4 38l32.500-3.500z',
  triangle: 'M50 8L96 90H4z',
  diamond: 'M50 3L86 50L50 97L14 50z',
  wave: 'M2 62C14 22 40 18 52 42c8 14 18 12 24-8l22 6C88 82 60 86 48 62c-8-16-18-14-24 6z',
  arrow: 'M50 5L94 52H67v43H33V52H6z',
  leaf: 'M10 90C2 38 38 6 92 8c4 54-28 92-82 82z',
  drop: 'M50 4c23 31 33 45 33 59a33 32 0 1 1-66 0c0-14 10-28 33-59z',
  key: 'M50 3a27 27 0 0 1 10 52v5h20v15H60v7h20v15H40V55A27 27 0 0 1 50 3zM50 19a11 11 0 1 0 0 22a11 11 0 1 0 0-22z',
  moon: 'M62 6a45 45 0 1 0 33 62a36 36 0 1 1-33-62z',
  heart: 'M50 92C20 68 5 51 5 32a23 23 0 0 1 45-7a23 23 0 0 1 45 7c0 19-15 36-45 60z',
  hourglass: 'M12 6h76L60 50l28 44H12l28-44z',
  bolt: 'M60 3L14 57h28l-10 40l54-58H56z',
}
