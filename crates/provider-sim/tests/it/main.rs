//! Facts about the simulator, over HTTP on loopback.

mod elevenlabs;
mod faults;
mod google;
mod heygen;
mod log;
mod openai;
mod pollo;
mod process;
mod shapes;
mod sync;
mod webhooks;
mod world;
