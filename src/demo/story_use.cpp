#include "cli/check.h"
#include "demo/errors.h"
#include "demo/story.h"

#include <regex>

namespace demo {
namespace {

core::Failure failed(const std::string& step, const std::string& why) {
  return core::fail(errors::demo_step_failed, {{"step", step}, {"why", why}});
}

} // namespace

core::Result<void> Story::fetch_certificate() {
  const auto mail =
      servers_.mail.wait_for("ichiro@aozora.example.jp", setting_.language == core::Language::ja ? "発行完了" : "certificate is ready");
  std::smatch link;
  if (!std::regex_search(mail.body, link, std::regex("/download/([A-Za-z0-9_-]+)"))) return failed("download", mail.body);
  const auto token = link[1].str();
  const auto page = TRY(visitor_.get("/api/v1/downloads/" + token));
  outside::write_file(setting_.work / "fullchain.pem", TRY(visitor_.download("/api/v1/downloads/" + token + "/fullchain")));
  outside::write_file(setting_.work / "leaf.pem", TRY(visitor_.download("/api/v1/downloads/" + token + "/pem")));
  outside::write_file(setting_.work / "chain.pem", TRY(visitor_.download("/api/v1/downloads/" + token + "/chain")));
  const auto issuers = TRY(visitor_.get("/api/v1/issuers"));
  for (const auto& issuer : issuers.at("items").as_array())
    if (text_at(issuer, "/purpose") == "root")
      outside::write_file(setting_.work / "root.pem", TRY(visitor_.download("/pki/" + text_at(issuer, "/slug") + ".pem")));
  outside::run_or_throw(
      {"openssl", "verify", "-x509_strict", "-CAfile", file("root.pem"), "-untrusted", file("chain.pem"), file("leaf.pem")});
  narrator_.note(text_at(page, "/certificate/serialNumber"));
  return {};
}

core::Result<void> Story::serve_with_nginx() {
  outside::Nginx nginx(file("fullchain.pem"), file("server.key"));
  const auto output = outside::run_or_throw({"openssl", "s_client", "-connect", "127.0.0.1:" + std::to_string(nginx.port()), "-servername",
                                             std::string(demo_domain), "-verify_hostname", std::string(demo_domain), "-CAfile",
                                             file("root.pem"), "-verify_return_error", "-brief"});
  if (!output.contains("Verification: OK")) return failed("nginx", output);
  narrator_.note("openssl s_client: Verification: OK");
  return {};
}

core::Result<void> Story::open_in_chromium() {
  outside::Nginx nginx(file("fullchain.pem"), file("server.key"));
  nginx.put("/index.html", "<!doctype html><title>aozora</title><p id=hello>served-by-nginx</p>");
  outside::TemporaryDirectory home;
  const auto nss = "sql:" + (home / ".pki/nssdb");
  std::filesystem::create_directories(home / ".pki/nssdb");
  outside::run_or_throw({"certutil", "-d", nss, "-N", "--empty-password"});
  outside::run_or_throw({"certutil", "-d", nss, "-A", "-t", "C,,", "-n", "demo-root", "-i", file("root.pem")});
  const auto output =
      outside::run({"env", "HOME=" + home.path().string(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--user-data-dir=" + (home / "profile"), "--host-resolver-rules=MAP " + std::string(demo_domain) + " 127.0.0.1",
                    "--dump-dom", "https://" + std::string(demo_domain) + ":" + std::to_string(nginx.port()) + "/index.html"});
  if (!output.out.contains("served-by-nginx")) return failed("chromium", output.out);
  return {};
}

core::Result<void> Story::diagnose() {
  outside::Nginx nginx(file("fullchain.pem"), file("server.key"));
  const cli::CheckOptions options{.target = "127.0.0.1:" + std::to_string(nginx.port()),
                                  .name = std::string(demo_domain),
                                  .ca_file = file("root.pem"),
                                  .json = false,
                                  .language = setting_.language};
  if (TRY(cli::check(options)) != 0) return failed("shomei check", options.target);
  return {};
}

core::Result<void> Story::revoke() {
  static_cast<void>(TRY(member("support").client.post("/api/v1/certificates/" + certificate_id_ + "/revocations",
                                                      {{"reason", "superseded"}, {"comment", "demo"}})));
  const auto url = outside::run_or_throw({"openssl", "x509", "-in", file("leaf.pem"), "-noout", "-ocsp_uri"});
  const auto started = std::chrono::steady_clock::now();
  std::string answer;
  const bool seen = outside::wait_until(
      [&] {
        answer = outside::run({"openssl", "ocsp", "-issuer", file("chain.pem"), "-cert", file("leaf.pem"), "-CAfile", file("root.pem"),
                               "-no_nonce", "-url", url.substr(0, url.find('\n'))})
                     .out;
        return answer.contains("leaf.pem: revoked");
      },
      std::chrono::seconds{1});
  if (!seen) return failed("revoke", answer);
  narrator_.note("OCSP: revoked, " +
                 std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started).count()) +
                 " ms");
  return {};
}

} // namespace demo
