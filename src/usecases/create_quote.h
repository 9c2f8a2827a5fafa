#pragma once

#include "usecases/new_session.h"
#include "usecases/quote.h"

namespace usecases {

struct QuoteRequest {
  std::string product;
  int term_years = 1;
  std::vector<std::string> names;
  Customer customer;
  std::optional<MailPerson> code_recipient; ///< who gets the access code; the orderer where absent (C03)
  core::Language language = core::Language::ja;
};
BOOST_DESCRIBE_STRUCT(QuoteRequest, (), (product, term_years, names, customer, code_recipient, language))

struct CreatedQuote {
  Quote quote;
  std::optional<SessionGrant> session; ///< lets a visitor see the quote and order by it; an account's user has a session
};
/// C01: prices the wish, stores the quote with its PDF and mails it. A quote for an account's user is the account's.
core::Result<CreatedQuote> create_quote(World& world, const Actor& actor, const QuoteRequest& request);

core::Result<Quote> view_quote(World& world, const Actor& actor, const storage::QuoteId& id);
/// A document's number and its PDF.
struct PaperFile {
  std::string number;
  core::Bytes pdf;
};
core::Result<PaperFile> read_quote_pdf(World& world, const Actor& actor, const storage::QuoteId& id);

} // namespace usecases
