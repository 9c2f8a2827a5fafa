#include "usecases/mail_queue.h"

#include "core/text.h"
#include "storage/documents.h"
#include "usecases/stored_json.h"

#include <fstream>

namespace usecases {
namespace {

/// What lies in the outbox until it is sent.
struct QueuedMail {
  std::string subject;
  std::string body;
  std::string language;
  std::string to_name;
  std::string document;
  std::optional<MailEnclosure> enclosure;
  std::string template_name; ///< of outbound::MailTemplate
};
BOOST_DESCRIBE_STRUCT(QueuedMail, (), (subject, body, language, to_name, document, enclosure, template_name))

/// What lies there instead of a mail with a secret.
struct SealedMail {
  std::string sealed; ///< base64
};
BOOST_DESCRIBE_STRUCT(SealedMail, (), (sealed))

std::string seal_payload(const World& world, const MailOrder& order, const std::string& plain) {
  if (!order.secret) return plain;
  const auto sealed = world.secrets.seal(core::as_bytes(plain), order.to);
  return to_stored(SealedMail{core::to_base64(sealed)});
}

core::Result<QueuedMail> open_payload(const World& world, const std::string& payload, const std::string& destination) {
  const auto sealed = from_stored<SealedMail>(payload).sealed;
  if (sealed.empty()) return from_stored<QueuedMail>(payload);
  const auto plain = TRY(world.secrets.open(TRY(core::from_base64(sealed)), destination));
  return from_stored<QueuedMail>(core::as_text(plain));
}

core::Result<std::vector<outbound::Attachment>> attachments_of(const World& world, const QueuedMail& mail) {
  if (const auto& file = mail.enclosure) {
    auto content = file->base64 ? TRY(core::from_base64(file->content)) : core::to_bytes(core::as_bytes(file->content));
    return std::vector<outbound::Attachment>{{file->file_name, file->content_type, std::move(content)}};
  }
  if (mail.document.empty()) return std::vector<outbound::Attachment>{};
  const auto id = TRY(storage::DocumentId::parse(mail.document));
  auto document = TRY(world.database.read([&](storage::Transaction& tx) { return storage::load_document(tx, id); }));
  return std::vector<outbound::Attachment>{{document.number + ".pdf", "application/pdf", std::move(document.pdf)}};
}

std::string domain_of(const std::string& address) {
  const auto at = address.rfind('@');
  return at == std::string::npos ? "localhost" : address.substr(at + 1);
}

std::string read_secret_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

} // namespace

core::Result<void> queue_mail(storage::Transaction& tx, const World& world, const MailOrder& order, core::Instant now) {
  const auto text = TRY(outbound::render_mail({order.mail, order.language, order.recipient, order.params}, mail_signature(world.config)));
  const QueuedMail mail{text.subject,
                        text.body,
                        std::string(core::to_string(order.language)),
                        order.recipient.name,
                        order.attachment ? order.attachment->str() : "",
                        order.enclosure,
                        std::string(outbound::to_string(order.mail))};
  const auto payload = seal_payload(world, order, to_stored(mail));
  TRY(storage::enqueue_mail(tx, {order.to, order.object, payload}, now));
  return {};
}

MailSummary summarize_mail(const World& world, const std::string& payload, const std::string& destination) {
  const bool secret = !from_stored<SealedMail>(payload).sealed.empty();
  const auto mail = open_payload(world, payload, destination).value_or(QueuedMail{});
  return {mail.template_name, mail.subject, secret ? std::string() : mail.body, mail.to_name, secret};
}

core::Result<void> deliver_mail(const World& world, const outbound::SmtpClient& smtp, const storage::OutboxRow& row) {
  const auto mail = TRY(open_payload(world, row.payload, row.destination));
  const auto& settings = world.config.mail;
  outbound::MailMessage message{.from = {settings.from_name, settings.from},
                                .to = {{mail.to_name, row.destination}},
                                .reply_to = {},
                                .subject = mail.subject,
                                .body = mail.body,
                                .attachments = TRY(attachments_of(world, mail)),
                                .message_id = row.id.str() + '@' + domain_of(settings.from),
                                .language = mail.language};
  return smtp.send(message, world.clock.now());
}

outbound::SmtpSettings smtp_settings(const core::Config& config) {
  outbound::SmtpSettings settings;
  settings.url = config.mail.smtp_url;
  settings.user = config.mail.smtp_user;
  if (!config.mail.smtp_password_file.empty()) settings.password = read_secret_file(config.directory / config.mail.smtp_password_file);
  settings.ca_file = config.outbound.ca_file;
  return settings;
}

outbound::MailSignature mail_signature(const core::Config& config) {
  const auto& mail = config.mail;
  return {.service = config.ca.name,
          .desk = mail.sender_name.empty() ? config.seller.name : mail.sender_name,
          .phone = mail.phone.empty() ? config.seller.phone : mail.phone,
          .hours = mail.hours,
          .email = mail.from,
          .url = config.server.public_url};
}

std::string list_names(const std::vector<std::string>& names, core::Language language) {
  return core::join(names, language == core::Language::ja ? "、" : ", ");
}

} // namespace usecases
