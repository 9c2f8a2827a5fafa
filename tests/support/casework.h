#pragma once

#include "support/house.h"
#include "support/story.h"

#include <boost/json.hpp>

#include <string>

/// What a specialist and an applicant do about a case, act by act.
namespace support {

inline const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\n%%EOF\n";

boost::json::object document_json(const std::string& name, const std::string& content);
/// A document with what a specialist says of it.
boost::json::object evidence_json(const std::string& name, const std::string& content);
HttpReply attach(HttpClient& desk, const Filed& filed, const std::string& name, const std::string& content);
HttpReply ask(HttpClient& desk, const Filed& filed, bool wants_document = false);
HttpReply answer(HttpClient& applicant, const std::string& question);
std::string application_path(const Filed& filed, const std::string& more = {});
/// Everything but the decisions: domains, register, and the call where none passed yet.
void gather(HttpClient& desk, House& house, Filed& filed);
/// Queues a call of the authorization contact; `more` says when, or to which number.
HttpReply call(HttpClient& desk, const Filed& filed, boost::json::object more = {});
HttpReply report(HttpClient& desk, const std::string& call, const boost::json::object& outcome);
HttpReply book(Filed& filed, const std::string& at);
boost::json::array yes_to_all(const HttpReply& shown);
/// When the difference of this field was decided on, as the correlation sheet shows it now; null where it is undecided.
boost::json::value seen_decision(HttpClient& desk, const Filed& filed, const std::string& field);

} // namespace support
