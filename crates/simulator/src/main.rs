//! `steward-simulator`: serves a simulated DHIS2, or an app in front of a real one, until stopped.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use dhis2_steward_simulator::{ClockMode, Config, Csp, ProxyConfig, cannot_listen, start, start_proxy};

const USAGE: &str = "\
Usage: steward-simulator [--version 2.41|2.42|2.43|2.44] [--scenario NAME] [--listen ADDRESS] [--port N]
                         [--context-path /NAME] [--app FILE.zip] [--clock real|manual] [--speed N]
                         [--csp dhis2|strict] [--csrf on|off] [--session-timeout SECONDS]
       steward-simulator --proxy URL [--app FILE.zip] [--listen ADDRESS] [--port N] [--csp dhis2|strict]";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    if std::env::args().skip(1).any(|argument| argument == "--help") {
        println!("{USAGE}");
        return Ok(());
    }
    let (config, proxied) = parse(std::env::args().skip(1)).map_err(|fault| format!("{fault}\n\n{USAGE}"))?;
    if let Some(target) = proxied {
        return proxy(config, target).await;
    }
    let (version, scenario, place) =
        (config.version, config.scenario, SocketAddr::new(config.listen, config.port));
    let server = start(config).await.map_err(|fault| cannot_listen(place, &fault))?;
    println!("Simulated DHIS2 {version} ({scenario}) at {}/", server.base_url());
    tokio::select! {
        () = server.wait() => Ok(()),
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

async fn proxy(config: Config, target: String) -> Result<(), String> {
    let Config { listen, port, app, csp, version, .. } = config;
    let proxy = start_proxy(ProxyConfig { target: target.clone(), listen, port, app, csp, version }).await?;
    println!("{target} at {}/", proxy.base_url());
    // The server may start later, but until then the app would fail without an explanation.
    if let Err(fault) = proxy.look().await {
        eprintln!("\n{fault}.");
    }
    tokio::select! {
        () = proxy.wait() => Ok(()),
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

/// Parses the options: the configuration, and the server to proxy instead.
fn parse(mut arguments: impl Iterator<Item = String>) -> Result<(Config, Option<String>), String> {
    let mut proxied = None;
    let mut config = Config { port: 8080, ..Config::default() };
    let (mut manual, mut speed) = (false, 1.0);
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{option} requires a value"))?;
        match option.as_str() {
            "--version" => config.version = value.parse()?,
            "--scenario" => config.scenario = value.parse()?,
            "--listen" => config.listen = number(&option, &value)?,
            "--port" => config.port = number(&option, &value)?,
            "--proxy" => proxied = Some(value),
            "--context-path" => config.context_path = context_path(&value),
            "--app" => config.app = Some(std::fs::read(&value).map_err(|fault| format!("{value}: {fault}"))?),
            "--clock" => manual = choice(&option, &value, ["real", "manual"])?,
            "--speed" => speed = number(&option, &value)?,
            "--csp" => {
                config.csp =
                    if choice(&option, &value, ["dhis2", "strict"])? { Csp::Strict } else { Csp::Dhis2 };
            }
            "--csrf" => config.csrf = choice(&option, &value, ["off", "on"])?,
            "--session-timeout" => config.session_timeout = Duration::from_secs(number(&option, &value)?),
            _ => return Err(format!("unknown option {option}")),
        }
    }
    config.clock = if manual { ClockMode::Manual } else { ClockMode::Real { speed } };
    Ok((config, proxied))
}

fn number<T: FromStr>(option: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("invalid value for {option}: {value}"))
}

/// Whether the second of two words is given.
fn choice(option: &str, value: &str, [first, second]: [&str; 2]) -> Result<bool, String> {
    match value {
        value if value == first => Ok(false),
        value if value == second => Ok(true),
        _ => Err(format!("{option} must be {first} or {second}, not {value}")),
    }
}

fn context_path(value: &str) -> String {
    match value.trim_matches('/') {
        "" => String::new(),
        name => format!("/{name}"),
    }
}
