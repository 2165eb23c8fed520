//! A linear scale with round ticks, and paths in the unit of per cent of the plot.

use std::fmt::Write as _;

/// A range of values that begins and ends on a round tick.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    step: f64,
}

impl Scale {
    /// The smallest round range around `values` that includes 0, in about `steps` steps of 1, 2, 2.5
    /// or 5 times a power of ten. Values that are no numbers are passed over; without any, 0 to 1.
    pub fn around(values: impl IntoIterator<Item = f64>, steps: u32) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        let span = high - low;
        if span <= 0.0 {
            return Self {
                from: 0.0,
                to: 1.0,
                step: 1.0,
            };
        }
        let rough = span / f64::from(steps.max(1));
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .map(|factor| factor * power)
            .into_iter()
            .find(|step| *step >= rough * 0.999_999)
            .unwrap_or(rough);
        Self {
            from: (low / step).floor() * step,
            to: (high / step).ceil() * step,
            step,
        }
    }

    /// A fixed range with a step.
    pub const fn fixed(from: f64, to: f64, step: f64) -> Self {
        Self { from, to, step }
    }

    /// The round values, ascending, both ends included.
    pub fn ticks(&self) -> Vec<f64> {
        let steps = ((self.to - self.from) / self.step).round();
        let mut ticks = Vec::new();
        let mut n = 0.0;
        while n <= steps && n <= 100.0 {
            ticks.push(self.from + n * self.step);
            n += 1.0;
        }
        ticks
    }

    /// Where a value lies, in per cent of the range; values beyond it at its ends.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from) * 100.0).clamp(0.0, 100.0)
    }
}

/// An SVG path through the points, in a box of 100 × 100 with y upwards.
pub fn line(points: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let mut path = String::new();
    for (at, (px, py)) in points.iter().enumerate() {
        let pen = if at == 0 { 'M' } else { 'L' };
        // Writing to a string can't fail.
        write!(path, "{pen}{:.2} {:.2}", x.place(*px), 100.0 - y.place(*py)).unwrap_or_default();
    }
    path
}

/// The same, closed down to y = 0.
pub fn area(points: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    let ground = 100.0 - y.place(0.0);
    let mut path = line(points, x, y);
    write!(
        path,
        "L{:.2} {ground:.2}L{:.2} {ground:.2}Z",
        x.place(last.0),
        x.place(first.0)
    )
    .unwrap_or_default();
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round_and_reach_around_the_values() {
        assert_eq!(
            Scale::around([3.0, 97.0], 5).ticks(),
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
        assert_eq!(
            Scale::around([-30.0, 60.0], 4).ticks(),
            [-50.0, -25.0, 0.0, 25.0, 50.0, 75.0]
        );
    }

    #[test]
    fn nothing_to_show_is_still_a_scale() {
        assert_eq!(Scale::around([], 5).ticks(), [0.0, 1.0]);
        assert_eq!(Scale::around([0.0, f64::NAN], 5).ticks(), [0.0, 1.0]);
    }

    #[test]
    fn paths_run_upwards_and_areas_stand_on_zero() {
        let unit = Scale::fixed(0.0, 1.0, 0.5);
        let points = [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)];
        assert_eq!(
            line(&points, &unit, &unit),
            "M0.00 100.00L50.00 75.00L100.00 0.00"
        );
        assert!(area(&points, &unit, &unit).ends_with("L100.00 100.00L0.00 100.00Z"));
    }

    proptest! {
        #[test]
        fn every_value_lies_between_few_ticks(
            values in prop::collection::vec(-1e9_f64..1e9, 1..20), steps in 2u32..8,
        ) {
            let scale = Scale::around(values.clone(), steps);
            let ticks = scale.ticks();
            prop_assert!(ticks.len() >= 2 && ticks.len() <= steps as usize + 3);
            let slack = 1e-6 * (ticks[ticks.len() - 1] - ticks[0]);
            for value in values {
                prop_assert!(ticks[0] <= value + slack && value <= ticks[ticks.len() - 1] + slack);
                prop_assert!((0.0..=100.0).contains(&scale.place(value)));
            }
        }
    }
}
