//! Options of a command line: `--name value`, and `--name` alone for a flag.

use std::ops::RangeInclusive;

/// Options that are still to be read.
pub struct Options {
    named: Vec<(String, Option<String>)>,
}

impl Options {
    /// Splits the arguments.
    pub fn read(arguments: Vec<String>) -> Result<Self, String> {
        let mut named: Vec<(String, Option<String>)> = Vec::new();
        for argument in arguments {
            match (argument.strip_prefix("--"), named.last_mut()) {
                (Some(name), _) => named.push((name.to_owned(), None)),
                (None, Some((_, value @ None))) => *value = Some(argument),
                _ => return Err(format!("{argument}: expected an option, such as --seed")),
            }
        }
        Ok(Self { named })
    }

    /// Removes an option and returns its value, empty for a flag; `None` where it is not given.
    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.named.iter().position(|(other, _)| other == name)?;
        Some(self.named.remove(place).1.unwrap_or_default())
    }

    /// A number in a range; an option without a default is required.
    pub fn number(
        &mut self,
        name: &str,
        default: Option<f64>,
        allowed: RangeInclusive<f64>,
    ) -> Result<f64, String> {
        let Some(value) = self.take(name) else {
            return default.ok_or_else(|| format!("--{name} is missing"));
        };
        let expected = || {
            let (from, to) = (allowed.start(), allowed.end());
            format!("--{name} {value}: expected a number from {from} to {to}")
        };
        let number: f64 = value.parse().map_err(|_| expected())?;
        if allowed.contains(&number) {
            Ok(number)
        } else {
            Err(expected())
        }
    }

    /// Whether a flag is given.
    pub fn flag(&mut self, name: &str) -> bool {
        self.take(name).is_some()
    }

    /// A required word.
    pub fn word(&mut self, name: &str) -> Result<String, String> {
        self.take(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("--{name} is missing"))
    }

    /// The words of an option that may be given several times.
    pub fn words(&mut self, name: &str) -> Vec<String> {
        std::iter::from_fn(|| self.take(name)).collect()
    }

    /// Latitude and longitude in degrees.
    pub fn place(&mut self, name: &str) -> Result<(f64, f64), String> {
        let value = self.word(name)?;
        let degrees = |text: &str, most: f64| {
            let number: Option<f64> = text.trim().parse().ok();
            number.filter(|degrees| degrees.abs() <= most)
        };
        let read = value
            .split_once(',')
            .and_then(|(lat, lon)| Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?)));
        read.ok_or_else(|| format!("--{name} {value}: expected LAT,LON in degrees"))
    }

    /// Fails where an unknown option was given.
    pub fn finish(&self) -> Result<(), String> {
        match self.named.first() {
            None => Ok(()),
            Some((name, _)) => Err(format!("--{name}: unknown option")),
        }
    }
}
