//! Numbers as written.

use core::fmt;
use std::borrow::Cow;

/// A number as the text has it: nothing is lost, however long it is.
///
/// ```
/// use dhis2_steward_json::Number;
///
/// assert_eq!(Number::from(7).as_i64(), Some(7));
/// assert_eq!(Number::from(7).as_f64(), 7.0);
/// assert_eq!(Number::from(7).as_str(), "7");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number<'a>(Cow<'a, str>);

/// The largest power of ten that a 64-bit float represents exactly.
const EXACT_POWER: u32 = 22;

impl<'a> Number<'a> {
    /// Creates a number from a JSON number.
    pub(crate) fn written(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The number as written, such as `1.50e3`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The integer, if it was written as one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The non-negative integer, if it was written as one that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The number as a 64-bit float.
    ///
    /// The nearest one for all numbers of up to 15 digits without an exponent, and at most a few units in the
    /// last place away for others: exact conversion would be larger than the rest of the parser. A number too
    /// large becomes the largest float, which unlike infinity can be written again.
    pub fn as_f64(&self) -> f64 {
        let (digits, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let (mut mantissa, mut shift, mut is_fraction) = (0_u64, 0_i32, false);
        for byte in digits.bytes() {
            match byte {
                b'.' => is_fraction = true,
                // What does not fit the mantissa is beyond the precision of a float.
                b'0'..=b'9' if mantissa < u64::MAX / 100 => {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    shift -= i32::from(is_fraction);
                }
                b'0'..=b'9' => shift += i32::from(!is_fraction),
                _ => {}
            }
        }
        // An exponent that does not fit is as good as one that is out of range.
        let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') { -9_999 } else { 9_999_i32 });
        let exponent = shift.saturating_add(exponent).clamp(-800, 800);
        let mut value = mantissa as f64;
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            let step = left.min(EXACT_POWER);
            let power = (0..step).fold(1.0, |power, _| power * 10.0);
            value = if exponent < 0 { value / power } else { value * power };
            left -= step;
        }
        let value = value.min(f64::MAX);
        if digits.starts_with('-') { -value } else { value }
    }

    /// The same number with an owned text.
    pub fn to_owned(&self) -> Number<'static> {
        Number(Cow::Owned(self.0.as_ref().to_owned()))
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl From<$number> for Number<'static> {
            fn from(number: $number) -> Self {
                Self(Cow::Owned(number.to_string()))
            }
        }
    )*};
}

whole!(i32, i64, u16, u64);

impl Number<'static> {
    /// The shortest text for a float; `None` for infinities and NaN, which JSON lacks.
    pub fn of_f64(number: f64) -> Option<Self> {
        number.is_finite().then(|| Self(Cow::Owned(format!("{number:?}"))))
    }
}

impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_numbers_are_the_nearest_floats() {
        for text in [
            "0",
            "-0.0",
            "1",
            "-17",
            "33.333333333333",
            "12.5",
            "0.1",
            "99.99",
            "1e3",
            "1.5E-2",
            "123456789012345",
        ] {
            assert_eq!(Number::written(text).as_f64(), text.parse::<f64>().unwrap(), "{text}");
        }
    }

    #[test]
    fn what_no_float_holds_is_the_largest_or_nothing() {
        for (text, value) in
            [("1e400", f64::MAX), ("-1e99999999999", f64::MIN), ("1e-400", 0.0), ("0e999999", 0.0)]
        {
            assert_eq!(Number::written(text).as_f64(), value, "{text}");
        }
    }

    #[test]
    fn the_largest_numbers_are_finite() {
        for text in
            ["1.7976931348623157e308", "-1.7976931348623157e308", "17976931348623157e292", "1.797e308"]
        {
            let (read, nearest) = (Number::written(text).as_f64(), text.parse::<f64>().unwrap());
            assert!(((read - nearest) / nearest).abs() < 4e-15, "{text} {read:?}");
        }
    }

    #[test]
    fn whole_numbers_are_read_where_they_fit() {
        assert_eq!(Number::written("-9223372036854775808").as_i64(), Some(i64::MIN));
        assert_eq!(Number::written("9223372036854775808").as_i64(), None);
        assert_eq!(Number::written("1.0").as_i64(), None);
    }

    proptest! {
        #[test]
        fn any_number_is_within_a_few_units_in_the_last_place(number in any::<f64>().prop_filter("finite", |n| n.is_finite() && n.abs() > 1e-290)) {
            let read = Number::of_f64(number).unwrap().as_f64();
            prop_assert!((read - number).abs() <= number.abs() * 4e-15, "{number:?} {read:?}");
        }

        #[test]
        fn up_to_fifteen_digits_are_exact(whole in 0..1_000_000_000_u64, places in 0..6_u32) {
            let text = format!("{}.{:0width$}", whole, whole % 10_u64.pow(places), width = places.max(1) as usize);
            prop_assert_eq!(Number::written(&text).as_f64(), text.parse::<f64>().unwrap());
        }
    }
}
