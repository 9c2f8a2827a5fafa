#include "outside/postfix.h"

#include "core/embedded.h"

#include <boost/json.hpp>

#include <algorithm>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace outside {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view main_cf = R"(compatibility_level = 3.6
queue_directory = @DIR@/queue
data_directory = @DIR@/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.shomei.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = @DIR@/maillog
maillog_file_prefixes = @DIR@
disable_dns_lookups = yes
smtpd_peername_lookup = no
local_recipient_maps =
alias_maps =
alias_database =
virtual_mailbox_domains = static:all
virtual_mailbox_base = @DIR@
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 1
message_size_limit = 20000000
virtual_mailbox_limit = 0
smtpd_delay_reject = yes
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{{refused@ = 550 5.1.1 No such person here}, {later@ = 450 4.2.1 Try again later}}, permit
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
)";

constexpr std::string_view master_cf = R"(127.0.0.1:@PORT@ inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 discard
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
)";

std::string filled(std::string_view text, const std::string& directory, std::uint16_t port) {
  std::string result(text);
  const auto replace = [&result](const std::string& what, const std::string& with) {
    for (auto at = result.find(what); at != std::string::npos; at = result.find(what)) result.replace(at, what.size(), with);
  };
  replace("@DIR@", directory);
  replace("@PORT@", std::to_string(port));
  return result;
}

std::string text_of(const boost::json::object& object, const char* name) { return std::string(object.at(name).as_string()); }

ReceivedMail mail_of(const boost::json::object& object) {
  ReceivedMail mail{text_of(object, "envelope_to"), text_of(object, "from"),       text_of(object, "to"),   text_of(object, "subject"),
                    text_of(object, "date"),        text_of(object, "message_id"), text_of(object, "body"), {},
                    text_of(object, "raw")};
  for (const auto& item : object.at("attachments").as_array()) {
    const auto& attachment = item.as_object();
    mail.attachments.push_back({text_of(attachment, "file_name"), text_of(attachment, "content_type"),
                                run_or_throw({"base64", "-d"}, text_of(attachment, "content"))});
  }
  return mail;
}

} // namespace

Postfix::Postfix(Options options) : port_(free_port()) {
  write_config(options);
  // Not `postfix start-fg`: its master leaves our process group, and loses the signal of our death, as it changes users.
  process_ =
      ChildProcess({"sh", "-c", "trap 'kill -9 0' TERM; /usr/lib/postfix/sbin/master -c \"$0\" -d & wait", directory_.path().string()},
                   directory_ / "out");
  if (!wait_until([this] { return port_accepts(port_); }, std::chrono::seconds{30}))
    throw std::runtime_error("postfix did not start: " + read_file(directory_ / "out") + log());
}

Postfix::~Postfix() {
  if (process_.pid() > 0) ::kill(-process_.pid(), SIGKILL); // nothing here is worth master's slow way out
}

void Postfix::write_config(Options options) {
  const auto at = directory_.path().string();
  auto config = filled(main_cf, at, port_);
  if (options.tls) {
    run_or_throw({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", at + "/tls.key",
                  "-out", at + "/tls.crt", "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"});
    config += "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = " + at + "/tls.crt\nsmtpd_tls_key_file = " + at + "/tls.key\n";
  }
  write_file(directory_ / "main.cf", config);
  write_file(directory_ / "master.cf", filled(master_cf, at, port_));
  make_folders();
}

/// As `postfix check` would make them, without its hundred processes.
void Postfix::make_folders() {
  const auto* owner = ::getpwnam("postfix");
  const auto* drop = ::getgrnam("postdrop");
  if (owner == nullptr || drop == nullptr) throw std::runtime_error("no user postfix: is Debian's package installed?");
  const auto make = [this](const std::string& name, uid_t user, gid_t group, unsigned mode) {
    const auto path = directory_ / name;
    fs::create_directories(path);
    if (::chown(path.c_str(), user, group) != 0) throw std::runtime_error("this mail server must be started by root");
    fs::permissions(path, fs::perms{mode});
  };
  make("queue", 0, 0, 0755);
  make("queue/pid", 0, 0, 0755);
  make("mail", 65534, 65534, 0755);
  make("data", owner->pw_uid, owner->pw_gid, 0700);
  for (const auto* name : {"active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"})
    make(std::string("queue/") + name, owner->pw_uid, 0, 0700);
  make("queue/maildrop", owner->pw_uid, drop->gr_gid, 01730);
  make("queue/public", owner->pw_uid, drop->gr_gid, 02710);
}

/// Files that were not read yet, oldest first.
std::vector<std::string> Postfix::arrived_since() const {
  std::vector<std::pair<fs::file_time_type, std::string>> arrived;
  const auto folder = directory_ / "mail/new";
  if (fs::exists(folder))
    for (const auto& file : fs::directory_iterator(folder))
      if (!files_read_.contains(file.path())) arrived.emplace_back(file.last_write_time(), file.path());
  std::ranges::sort(arrived);
  std::vector<std::string> paths;
  for (auto& [at, path] : arrived) paths.push_back(std::move(path));
  return paths;
}

std::vector<ReceivedMail> Postfix::mails() const {
  const auto arrived = arrived_since();
  if (arrived.empty()) return read_;
  std::vector<std::string> command{"/usr/bin/python3", "-"};
  command.insert(command.end(), arrived.begin(), arrived.end());
  const auto text = run_or_throw(command, std::string(core::as_text(*core::embedded::file("src/outside/read_mail.py"))));
  for (const auto& item : boost::json::parse(text).as_array()) read_.push_back(mail_of(item.as_object()));
  files_read_.insert(arrived.begin(), arrived.end());
  return read_;
}

ReceivedMail Postfix::wait_for(const std::string& to, const std::string& subject_part) const {
  std::vector<ReceivedMail> found;
  const auto arrived = wait_until(
      [&] {
        if (!fs::exists(directory_ / "mail/new") || fs::is_empty(directory_ / "mail/new")) return false;
        for (auto& mail : mails())
          if (mail.envelope_to == to && mail.subject.find(subject_part) != std::string::npos) found.push_back(std::move(mail));
        return !found.empty();
      },
      std::chrono::seconds{20});
  if (!arrived) throw std::runtime_error("no mail to " + to + " about '" + subject_part + "'; log:\n" + log());
  return std::move(found.back());
}

void Postfix::clear() {
  if (fs::exists(directory_ / "mail/new"))
    for (const auto& file : fs::directory_iterator(directory_ / "mail/new")) fs::remove(file.path());
  read_.clear();
}

std::string Postfix::log() const { return read_file(directory_ / "maillog"); }

} // namespace outside
