//! Media out: encoders, containers and the job that fills them.
