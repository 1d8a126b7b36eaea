//! Export presets: container, codecs and quality as data.
