//! The names of units in other languages.

/// The columns of [`UNITS`].
const LANGUAGES: [&str; 6] = ["de", "fr", "es", "it", "pt", "nl"];

/// Units as they are written, and their names for one and, where it differs, for several.
#[rustfmt::skip]
const UNITS: &[(&str, [&str; 6])] = &[
    ("km", [
        "Kilometer", "kilomètre|kilomètres", "kilómetro|kilómetros",
        "chilometro|chilometri", "quilômetro|quilômetros", "kilometer",
    ]),
    ("m", ["Meter", "mètre|mètres", "metro|metros", "metro|metri", "metro|metros", "meter"]),
    ("cm", [
        "Zentimeter", "centimètre|centimètres", "centímetro|centímetros",
        "centimetro|centimetri", "centímetro|centímetros", "centimeter",
    ]),
    ("mm", [
        "Millimeter", "millimètre|millimètres", "milímetro|milímetros",
        "millimetro|millimetri", "milímetro|milímetros", "millimeter",
    ]),
    ("m²", [
        "Quadratmeter", "mètre carré|mètres carrés", "metro cuadrado|metros cuadrados",
        "metro quadrato|metri quadrati", "metro quadrado|metros quadrados", "vierkante meter",
    ]),
    ("km/h", [
        "Kilometer pro Stunde", "kilomètre à l'heure|kilomètres à l'heure", "kilómetro por hora|kilómetros por hora",
        "chilometro orario|chilometri orari", "quilômetro por hora|quilômetros por hora", "kilometer per uur",
    ]),
    ("kg", [
        "Kilogramm", "kilogramme|kilogrammes", "kilogramo|kilogramos",
        "chilogrammo|chilogrammi", "quilograma|quilogramas", "kilogram",
    ]),
    ("g", ["Gramm", "gramme|grammes", "gramo|gramos", "grammo|grammi", "grama|gramas", "gram"]),
    ("mg", [
        "Milligramm", "milligramme|milligrammes", "miligramo|miligramos",
        "milligrammo|milligrammi", "miligrama|miligramas", "milligram",
    ]),
    ("l", ["Liter", "litre|litres", "litro|litros", "litro|litri", "litro|litros", "liter"]),
    ("L", ["Liter", "litre|litres", "litro|litros", "litro|litri", "litro|litros", "liter"]),
    ("ml", [
        "Milliliter", "millilitre|millilitres", "mililitro|mililitros",
        "millilitro|millilitri", "mililitro|mililitros", "milliliter",
    ]),
    ("cl", [
        "Zentiliter", "centilitre|centilitres", "centilitro|centilitros",
        "centilitro|centilitri", "centilitro|centilitros", "centiliter",
    ]),
    ("°C", [
        "Grad Celsius", "degré Celsius|degrés Celsius", "grado Celsius|grados Celsius",
        "grado Celsius|gradi Celsius", "grau Celsius|graus Celsius", "graad Celsius|graden Celsius",
    ]),
    ("°", ["Grad", "degré|degrés", "grado|grados", "grado|gradi", "grau|graus", "graad|graden"]),
    ("MB", [
        "Megabyte", "mégaoctet|mégaoctets", "megabyte|megabytes",
        "megabyte", "megabyte|megabytes", "megabyte",
    ]),
    ("GB", [
        "Gigabyte", "gigaoctet|gigaoctets", "gigabyte|gigabytes",
        "gigabyte", "gigabyte|gigabytes", "gigabyte",
    ]),
    ("TB", [
        "Terabyte", "téraoctet|téraoctets", "terabyte|terabytes",
        "terabyte", "terabyte|terabytes", "terabyte",
    ]),
    ("W", ["Watt", "watt|watts", "vatio|vatios", "watt", "watt|watts", "watt"]),
    ("kWh", [
        "Kilowattstunde|Kilowattstunden", "kilowattheure|kilowattheures", "kilovatio hora|kilovatios hora",
        "kilowattora", "quilowatt-hora|quilowatts-hora", "kilowattuur",
    ]),
    ("h", ["Stunde|Stunden", "heure|heures", "hora|horas", "ora|ore", "hora|horas", "uur"]),
    ("min", [
        "Minute|Minuten", "minute|minutes", "minuto|minutos",
        "minuto|minuti", "minuto|minutos", "minuut|minuten",
    ]),
    ("ct", [
        "Cent", "centime|centimes", "céntimo|céntimos",
        "centesimo|centesimi", "cêntimo|cêntimos", "cent",
    ]),
];

/// What that many of a unit are called in a language; nothing when either is not known.
pub fn name(language: &str, unit: &str, number: &str) -> Option<&'static str> {
    let column = LANGUAGES.iter().position(|known| *known == language)?;
    let (_, names) = UNITS.iter().find(|(written, _)| *written == unit)?;
    let names = names.get(column)?;
    let (one, many) = names.split_once('|').unwrap_or((names, names));
    Some(if number == "1" { one } else { many })
}
