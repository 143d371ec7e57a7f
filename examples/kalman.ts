/**
 * A Kalman filter for position and velocity from noisy positions: constant velocity, white acceleration.
 *
 * The state is (p, v), its covariance the symmetric matrix (a b; b c). Units are the caller's: metres, seconds, and
 * their squares for variances (R. E. Kalman, "A new approach to linear filtering and prediction problems", 1960).
 *
 * @packageDocumentation
 */
import type { bool, f32 } from "../firmware-src/lib/types.ts";

class Track {
  position: f32 = 0;
  velocity: f32 = 0;
  /** Variance of the position. */
  a: f32 = 1;
  /** Covariance of position and velocity. */
  b: f32 = 0;
  /** Variance of the velocity. */
  c: f32 = 1;
}

const track = new Track();

/** Starts at a position, with a variance for it and one for the unknown velocity. */
export function start(position: f32, positionVariance: f32, velocityVariance: f32): void {
  track.position = position;
  track.velocity = 0;
  track.a = positionVariance;
  track.b = 0;
  track.c = velocityVariance;
}

/** Moves on by `dt`, with white acceleration of variance `q`. */
export function predict(dt: f32, q: f32): void {
  track.position += track.velocity * dt;
  const square = dt * dt;
  track.a += 2 * dt * track.b + square * track.c + 0.25 * square * square * q;
  track.b += dt * track.c + 0.5 * square * dt * q;
  track.c += square * q;
}

/** Takes a measured position of variance `r`; false, and no change, if the filter has nothing to weigh it with. */
export function correct(measured: f32, r: f32): bool {
  const innovationVariance = track.a + r;
  if (!(innovationVariance > 0)) return false;
  const gainOfPosition = track.a / innovationVariance;
  const gainOfVelocity = track.b / innovationVariance;
  const innovation = measured - track.position;
  track.position += gainOfPosition * innovation;
  track.velocity += gainOfVelocity * innovation;
  track.c -= gainOfVelocity * track.b;
  track.b -= gainOfPosition * track.b;
  track.a -= gainOfPosition * track.a;
  return true;
}

/** The estimated position. */
export function position(): f32 {
  return track.position;
}

/** The estimated velocity. */
export function velocity(): f32 {
  return track.velocity;
}
