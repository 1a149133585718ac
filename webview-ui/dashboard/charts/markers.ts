import type { Marker } from "./series-style.ts";

/** The outline of a marker around a point; `r` is half its height, all in canvas pixels. */
export function markerPath(marker: Marker, x: number, y: number, r: number): Path2D {
  const path = new Path2D();
  switch (marker) {
    case "circle":
      path.arc(x, y, r, 0, 2 * Math.PI);
      return path;
    case "square":
      path.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
      return path;
    case "bar":
      path.rect(x - r * 0.4, y - r, r * 0.8, r * 2);
      return path;
    default:
      return polygon(corners[marker], x, y, r);
  }
}

type Corners = readonly (readonly [number, number])[];

const plus: Corners = [
  [-0.35, -1],
  [0.35, -1],
  [0.35, -0.35],
  [1, -0.35],
  [1, 0.35],
  [0.35, 0.35],
  [0.35, 1],
  [-0.35, 1],
  [-0.35, 0.35],
  [-1, 0.35],
  [-1, -0.35],
  [-0.35, -0.35],
];

const corners: Readonly<Record<Exclude<Marker, "circle" | "square" | "bar">, Corners>> = {
  triangle: [
    [0, -1.1],
    [1.1, 0.9],
    [-1.1, 0.9],
  ],
  down: [
    [0, 1.1],
    [1.1, -0.9],
    [-1.1, -0.9],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  plus,
  // The same, turned by an eighth.
  cross: plus.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]),
};

function polygon(points: Corners, x: number, y: number, r: number): Path2D {
  const path = new Path2D();
  for (const [dx, dy] of points) path.lineTo(x + dx * r, y + dy * r);
  path.closePath();
  return path;
}
