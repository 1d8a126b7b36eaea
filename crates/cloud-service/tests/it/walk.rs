//! The whole way, as a user goes it, at the real program with its own sandbox: account, credits, a video that plays,
//! and every example of the first version of the API.

use std::path::Path;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::process::{Process, ask, program, voice};
use crate::support::{PASSWORD, client, links};

struct Place {
    folder: tempfile::TempDir,
    process: Process,
    token: String,
}

impl Place {
    /// A fresh service and a Professional's account in it.
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = folder.path().join("cloud.toml");
        let text = "listen = \"127.0.0.1:0\"\npassword = { memory = 8, rounds = 1 }\n\
                    sandbox = { speed_thousandths = 20 }\n";
        std::fs::write(&config, text).expect("writes");
        let data = folder.path().join("data");
        let process = Process::start(&data, &config, None);
        let email = json!({ "email": "user@example.com", "password": PASSWORD, "firstName": "John",
            "lastName": "Doe", "company": "Example Corp" });
        let (status, told) = post(&process, "/api/v1/auth/register", &email).await;
        assert_eq!(status, 201, "{told}");
        assert_shape(
            &told,
            &json!({ "success": true, "data": { "userId": "", "email": "",
            "emailVerificationSent": true }, "message": "" }),
        );
        let link = links(&data.join("mail")).pop().expect("a mail");
        assert_eq!(client().get(link).send().await.expect("answers").status(), 200);
        let granted = grant(&data);
        assert_eq!(granted.get("tier"), Some(&json!("pro")));
        let login = json!({ "email": "user@example.com", "password": PASSWORD });
        let (status, told) = post(&process, "/api/v1/auth/login", &login).await;
        assert_eq!(status, 200, "{told}");
        assert_shape(
            &told,
            &json!({ "success": true, "data": { "token": "", "refreshToken": "",
            "user": { "id": "", "email": "", "subscriptionTier": "", "creditsRemaining": 0 } } }),
        );
        let token = told.pointer("/data/token").and_then(Value::as_str).expect("a token").to_owned();
        Self { folder, process, token }
    }

    async fn get(&self, path: &str, shape: &Value) -> Value {
        let (status, told) = ask(&self.process, "GET", path, &self.token, None).await.expect("answers");
        assert_eq!(status, 200, "{path}: {told}");
        assert_shape(&told, shape);
        told
    }

    async fn post(&self, path: &str, body: Value, expected: u16, shape: &Value) -> Value {
        let request =
            client().post(format!("{}{path}", self.process.url)).bearer_auth(&self.token).json(&body);
        let response = request.send().await.expect("answers");
        let status = response.status().as_u16();
        let told: Value = response.json().await.expect("JSON");
        assert_eq!(status, expected, "{path}: {told}");
        assert_shape(&told, shape);
        told
    }

    async fn available(&self) -> i64 {
        let credits = self.get("/api/v1/credits", &json!({ "data": { "availableMillicredits": 0 } })).await;
        credits.pointer("/data/availableMillicredits").and_then(Value::as_i64).expect("a number")
    }
}

async fn post(process: &Process, path: &str, body: &Value) -> (u16, Value) {
    let response = client().post(format!("{}{path}", process.url)).json(body).send().await.expect("answers");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

fn grant(data: &Path) -> Value {
    let line =
        ["admin", "grant", "--email", "user@example.com", "--credits", "100", "--tier", "pro", "--json"];
    let output = program().args(line).arg("--data").arg(data).output().expect("runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Whether an answer has all that the shape has, each of its kind. Lists have the shape's first in each place.
fn assert_shape(told: &Value, shape: &Value) {
    fn fits(told: &Value, shape: &Value, path: &str) {
        match (told, shape) {
            (Value::Object(told), Value::Object(shape)) => {
                for (name, shape) in shape {
                    let path = format!("{path}/{name}");
                    let told = told.get(name);
                    assert!(told.is_some(), "{path} is missing");
                    fits(told.unwrap_or(&Value::Null), shape, &path);
                }
            }
            (Value::Array(told), Value::Array(shape)) => {
                if let Some(shape) = shape.first() {
                    assert!(!told.is_empty(), "{path} is empty");
                    told.iter().for_each(|told| fits(told, shape, path));
                }
            }
            (Value::Number(_), Value::Number(_))
            | (Value::String(_), Value::String(_))
            | (Value::Bool(_), Value::Bool(_))
            | (_, Value::Null) => {}
            (told, shape) => assert_eq!(told, shape, "{path} is of another kind"),
        }
    }
    fits(told, shape, "");
}

/// Sends a request of each example and looks at the form of its answer; then watches a video until it is made.
#[tokio::test(flavor = "multi_thread")]
async fn from_an_account_to_a_video_that_plays() {
    let place = Place::new().await;
    let project = json!({ "name": "Summer Campaign Video",
        "description": "Product launch video for summer collection",
        "script": "Welcome to our amazing summer collection...",
        "settings": { "resolution": "1080p", "duration": 8, "aspectRatio": "16:9" } });
    let shape =
        json!({ "success": true, "data": { "projectId": "", "name": "", "status": "", "createdAt": "" } });
    let made = place.post("/api/v1/projects", project, 201, &shape).await;
    let project = made.pointer("/data/projectId").cloned().expect("an id");
    let listed = json!({ "data": { "projects": [{ "id": "", "name": "", "status": "", "createdAt": "",
        "videosGenerated": 0, "creditsUsed": 0 }],
        "pagination": { "page": 1, "limit": 20, "total": 1, "totalPages": 1 } } });
    place.get("/api/v1/projects?page=1&limit=20&status=active", &listed).await;
    let actor = json!({ "id": "", "name": "", "gender": "female", "ageRange": "", "style": "professional",
        "environment": "", "thumbnailUrl": "", "previewVideoUrl": null, "qualityRating": 4.8 });
    let shape = json!({ "success": true, "data": { "actors": [actor], "totalCount": 1,
        "filters": { "genders": [""], "ageRanges": [""], "styles": [""] } } });
    let actors = place.get("/api/v1/actors?gender=female&ageRange=25-35&style=professional", &shape).await;
    let actor = actors.pointer("/data/actors/0/id").and_then(Value::as_str).expect("an actor").to_owned();
    let shape = json!({ "data": { "id": "", "name": "", "description": "", "gender": "", "ageRange": "",
        "ethnicity": "", "style": "", "environment": "", "thumbnailUrl": "", "qualityRating": 4.8,
        "usageCount": 0, "supportedLanguages": [""] } });
    place.get(&format!("/api/v1/actors/{actor}"), &shape).await;
    assert!(!voice(&place.process, &place.token).await.is_empty(), "voices are heard of");
    let shape = json!({ "data": { "voices": [{ "id": "", "name": "", "language": "", "gender": "", "accent": "",
        "style": "", "previewAudioUrl": null, "isCustom": false, "qualityScore": 4.9 }] } });
    let voices = place.get("/api/v1/voices?language=en&gender=female", &shape).await;
    let voice = voices.pointer("/data/voices/0/id").cloned().expect("a voice");
    let shape = json!({ "data": { "models": [{ "id": "", "name": "", "provider": "", "description": "",
        "maxDuration": 10, "resolution": [""], "creditsPerSecond": 1.2, "qualityRating": 4.8,
        "features": [""], "estimatedTime": "" }] } });
    place.get("/api/v1/models/video", &shape).await;

    video(&place, &project, &actor, &voice).await;
    let listed = place.get("/api/v1/projects", &listed).await;
    assert_eq!(listed.pointer("/data/projects/0/videosGenerated"), Some(&json!(1)));
    assert_eq!(listed.pointer("/data/projects/0/status"), Some(&json!("completed")));
    bulk(&place, &project, &actor, &voice).await;
}

async fn video(place: &Place, project: &Value, actor: &str, voice: &Value) {
    let mut socket = socket(place).await;
    let before = place.available().await;
    let video = json!({ "projectId": project, "script": "Welcome to our amazing summer collection...",
        "actorId": actor, "voiceId": voice, "model": "kling-1.6", "fallbackModels": ["runway-gen3", "veo-2"],
        "settings": { "resolution": "1080p", "duration": 8, "aspectRatio": "16:9", "quality": "high" } });
    let shape = json!({ "success": true, "data": { "generationId": "", "status": "queued", "selectedModel": "",
        "estimatedCompletionTime": "", "creditsRequired": 10, "queuePosition": 1 } });
    let queued = place.post("/api/v1/videos/generate", video, 202, &shape).await;
    assert_eq!(queued.pointer("/data/selectedModel"), Some(&json!("kling-1.6")));
    assert_eq!(queued.pointer("/data/creditsRequired"), Some(&json!(10)));
    let id = queued.pointer("/data/generationId").and_then(Value::as_str).expect("an id").to_owned();
    let updates = until_done(&mut socket, &id).await;
    let shape = json!({ "type": "generation_update", "data": { "generationId": "", "status": "", "progress": 0,
        "message": "" }, "timestamp": "" });
    updates.iter().for_each(|update| assert_shape(update, &shape));
    let progress: Vec<i64> =
        updates.iter().filter_map(|update| update.pointer("/data/progress")?.as_i64()).collect();
    assert!(progress.is_sorted() && progress.last() == Some(&100), "{progress:?}");

    let shape = json!({ "success": true, "data": { "generationId": "", "status": "completed", "progress": 100,
        "startedAt": "", "completedAt": "", "videoUrl": "", "thumbnailUrl": "", "duration": 8.2,
        "qualityScore": 0.94 } });
    let status = place.get(&format!("/api/v1/videos/generate/{id}/status"), &shape).await;
    let charged = status.pointer("/data/millicreditsCharged").and_then(Value::as_i64).expect("a price");
    assert!((1..=9600).contains(&charged), "{charged}");
    assert_eq!(place.available().await, before - charged, "exact to the thousandth");
    let url = status.pointer("/data/videoUrl").and_then(Value::as_str).expect("an address");
    let film = client().get(url).send().await.expect("answers").bytes().await.expect("a film");
    let file = place.folder.path().join("video.mp4");
    std::fs::write(&file, &film).expect("writes");
    let expected = cloud_service::playable::Expected {
        kind: cloud_service::playable::Kind::PictureWithSound,
        milliseconds: None,
    };
    let facts = cloud_service::playable::check(&file, expected).expect("plays");
    assert!(facts.picture.is_some_and(|picture| picture.width > picture.height));
    let wrong = url.replace("signature=", "signature=A");
    assert_eq!(client().get(wrong).send().await.expect("answers").status(), 403);
}

async fn bulk(place: &Place, project: &Value, actor: &str, voice: &Value) {
    let body = json!({ "projectId": project, "script": "Welcome to our amazing summer collection...",
        "variations": [{ "name": "Variation A", "actorId": actor, "voiceId": voice },
            { "name": "Variation B", "actorId": "actor_002", "voiceId": voice }],
        "settings": { "resolution": "1080p", "duration": 8 } });
    let shape = json!({ "success": true, "data": { "bulkJobId": "", "totalVideos": 2, "creditsRequired": 10,
        "estimatedCompletionTime": "" } });
    let begun = place.post("/api/v1/videos/bulk-generate", body, 202, &shape).await;
    let id = begun.pointer("/data/bulkJobId").and_then(Value::as_str).expect("an id");
    let path = format!("/api/v1/videos/bulk-generate/{id}");
    let shape =
        json!({ "data": { "bulkJobId": "", "totalVideos": 2, "generations": [{ "generationId": "" }] } });
    place.get(&path, &shape).await;
    let cancelled = place.post(&format!("{path}/cancel"), json!({}), 200, &shape).await;
    let count = |name: &str| cancelled.pointer(&format!("/data/{name}")).and_then(Value::as_u64).unwrap_or(0);
    assert_eq!(count("cancelled") + count("completed"), 2, "{cancelled}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_first_then_the_voice_then_the_word_of_the_desktop_then_the_picture() {
    let place = Place::new().await;
    let voice = voice(&place.process, &place.token).await;
    let segments = json!([{ "text": "Meet Morrow.", "actorId": "actor_003", "voiceId": voice,
        "settings": { "aspectRatio": "9:16", "resolution": "720p" } }]);
    let shape = json!({ "data": { "quoteId": "", "signature": "", "expiresAt": "", "ceilingMillicredits": 0,
        "items": [{ "segment": "", "model": "", "priceMillicredits": 0 }] } });
    let quoted = place.post("/api/v1/quotes", json!({ "segments": segments }), 201, &shape).await;
    let ceiling = quoted.pointer("/data/ceilingMillicredits").and_then(Value::as_i64).expect("a number");
    let quote = quoted.pointer("/data/quoteId").cloned().expect("an id");
    let before = place.available().await;
    let none = client().post(format!("{}/api/v1/generations", place.process.url)).bearer_auth(&place.token);
    let none = none.json(&json!({ "quoteId": quote })).send().await.expect("answers");
    assert_eq!(none.status(), 400, "without a key a lost answer could cost twice");
    let generate = |body: Value| ask(&place.process, "POST", "/api/v1/generations", &place.token, Some(body));
    let too_low = json!({ "quoteId": quote, "ceilingMillicredits": ceiling - 1 });
    assert_eq!(generate(too_low).await.expect("answers").0, 409);
    let body = json!({ "quoteId": quote, "ceilingMillicredits": ceiling });
    let (status, begun) = generate(body.clone()).await.expect("answers");
    assert_eq!(status, 202, "{begun}");
    assert_eq!(place.available().await, before - ceiling, "all of it is held");
    assert_eq!(
        generate(body).await.expect("answers"),
        (202, begun.clone()),
        "the same answer, and no second hold"
    );
    assert_eq!(place.available().await, before - ceiling);
    let id = begun.pointer("/data/generationIds/0").and_then(Value::as_str).expect("an id").to_owned();
    let path = format!("/api/v1/generations/{id}");
    let heard = until(&place, &path, "awaiting_approval").await;
    assert!(heard.pointer("/data/voice/url").is_some_and(Value::is_string), "{heard}");
    assert!(heard.pointer("/data/voice/words/0/text").is_some_and(Value::is_string), "{heard}");
    place
        .post(&format!("{path}/approve"), json!({}), 200, &json!({ "data": { "status": "processing" } }))
        .await;
    let done = until(&place, &path, "completed").await;
    let price = done.pointer("/data/priceMillicredits").and_then(Value::as_i64).expect("a price");
    assert!(price > 0 && price <= ceiling, "{price} of {ceiling}");
    assert_eq!(place.available().await, before - price);
    let again = place.post("/api/v1/quotes", json!({ "segments": segments }), 201, &shape).await;
    assert_eq!(
        again.pointer("/data/ceilingMillicredits"),
        Some(&json!(0)),
        "what was bought is not paid for again"
    );
    assert_eq!(again.pointer("/data/items/0/generationId").and_then(Value::as_str), Some(id.as_str()));
}

async fn until(place: &Place, path: &str, status: &str) -> Value {
    for _ in 0..3000 {
        let (_, told) = ask(&place.process, "GET", path, &place.token, None).await.expect("answers");
        match told.pointer("/data/status").and_then(Value::as_str) {
            Some(now) if now == status => return told,
            Some(now) if ["failed", "cancelled"].contains(&now) => return told,
            _ => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
    Value::Null
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

async fn socket(place: &Place) -> Socket {
    let shape = json!({ "data": { "ticket": "" } });
    let ticket = place.post("/api/v1/ws/ticket", json!({}), 201, &shape).await;
    let ticket = ticket.pointer("/data/ticket").and_then(Value::as_str).expect("a ticket");
    let address = format!("{}/ws?token={ticket}&after=0", place.process.url.replace("http://", "ws://"));
    let (socket, _) = tokio_tungstenite::connect_async(&address).await.expect("connects");
    assert!(tokio_tungstenite::connect_async(&address).await.is_err(), "a ticket is good once");
    let token = &place.token;
    let with_token = format!("{}/ws?token={token}", place.process.url.replace("http://", "ws://"));
    assert!(tokio_tungstenite::connect_async(with_token).await.is_err(), "a session's token is no ticket");
    socket
}

/// All updates of a generation until its end.
async fn until_done(socket: &mut Socket, id: &str) -> Vec<Value> {
    let mut updates = Vec::new();
    while let Some(message) = socket.next().await {
        let Message::Text(text) = message.expect("is there") else { continue };
        let update: Value = serde_json::from_str(&text).expect("JSON");
        if update.pointer("/data/generationId").and_then(Value::as_str) != Some(id) {
            continue;
        }
        let status = update.pointer("/data/status").and_then(Value::as_str).unwrap_or_default().to_owned();
        updates.push(update);
        assert!(!["failed", "cancelled"].contains(&status.as_str()), "{updates:?}");
        if status == "completed" {
            socket.send(Message::Close(None)).await.expect("closes");
            break;
        }
    }
    updates
}
