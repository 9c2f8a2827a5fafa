#include "outside/nginx.h"

#include <csignal>
#include <sstream>
#include <stdexcept>

namespace outside {

Nginx::Nginx() : Nginx(std::string{}, std::string{}) {}

Nginx::Nginx(const std::string& certificate, const std::string& key) : port_(free_port()) {
  if (!certificate.empty()) tls_ = "ssl_certificate " + certificate + "; ssl_certificate_key " + key + ";";
  std::filesystem::create_directories(directory_ / "www");
  std::filesystem::create_directories(directory_ / "tmp");
  restart();
}

void Nginx::put(const std::string& path, const std::string& content) { write_file(directory_ / ("www" + path), content); }

void Nginx::remove(const std::string& path) { std::filesystem::remove(directory_ / ("www" + path)); }

void Nginx::location(const std::string& block) {
  locations_ += "    location " + block + "\n";
  restart();
}

std::string Nginx::access_log() const { return read_file(directory_ / "access.log"); }

void Nginx::restart() {
  process_.stop();
  std::ostringstream config;
  const auto at = directory_.path().string();
  config << "daemon off;\nmaster_process off;\npid " << at << "/pid;\nerror_log stderr warn;\nevents { worker_connections 256; }\n"
         << "http {\n  access_log " << at << "/access.log;\n  default_type text/plain;\n";
  for (const auto* path : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    config << "  " << path << "_temp_path " << at << "/tmp/" << path << ";\n";
  config << "  server {\n    listen 127.0.0.1:" << port_ << (tls_.empty() ? "" : " ssl") << ";\n    server_name _;\n    root " << at
         << "/www;\n    " << tls_ << "\n"
         << locations_ << "  }\n}\n";
  write_file(directory_ / "nginx.conf", config.str());
  process_ = ChildProcess({"nginx", "-c", at + "/nginx.conf", "-p", at, "-e", "stderr"}, directory_ / "log");
  if (!wait_until([this] { return port_accepts(port_); }))
    throw std::runtime_error("nginx did not start: " + read_file(directory_ / "log"));
}

} // namespace outside
