#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/error.h"
#include "core/result.h"
#include "pki/crl.h"
#include "pki/name.h"
#include "pki/ocsp.h"
#include "pki/signature.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The messages between `shomei serve` and `shomei-signer` (docs/formats/signer-protocol.md). Each message lists its
/// fields once, in `visit`, as (tag, member); the encoder and the strict decoder both walk that list.
namespace pki::signer {

inline constexpr std::uint8_t protocol_version = 1;
inline constexpr std::size_t max_frame = 1024 * 1024;

/// Asks who the signer is and what it has done.
struct StatusRequest {
  template <class V>
  void visit(V&) {}
};
struct StatusReply {
  std::string version;
  bool initialized = false;
  std::string rules;         ///< `private` or `cabf`
  std::string policy_sha256; ///< of the policy table in force
  std::uint64_t issued = 0;  ///< certificates on the signer's record
  template <class V>
  void visit(V& v) {
    v(1, version);
    v(2, initialized);
    v(3, rules);
    v(4, policy_sha256);
    v(5, issued);
  }
};

/// An issuing CA to be made by CreateHierarchy.
struct IssuerPlan {
  std::string slug;    ///< in URLs: `ov-ca-1`
  std::string purpose; ///< `ov`, `ev` or `smime`
  std::string common_name;
  KeyAlgorithm algorithm = KeyAlgorithm::p256;
  std::uint64_t rsa_bits = 3072;        ///< where the algorithm is RSA
  std::vector<std::string> policy_oids; ///< dotted; the reserved CA/Browser Forum one first
  std::uint64_t validity_days = 3650;
  template <class V>
  void visit(V& v) {
    v(1, slug);
    v(2, purpose);
    v(3, common_name);
    v(4, algorithm);
    v(5, policy_oids);
    v(6, validity_days);
    v(7, rsa_bits);
  }
};
/// Makes the root, the issuing CAs and their OCSP responders; refused once a hierarchy exists.
struct CreateHierarchy {
  std::string ca_name; ///< organizationName of the CA
  std::string country;
  std::string base_url; ///< `http://pki.example.jp`, without a slash at the end
  std::string rules;
  std::string root_slug;
  std::string root_common_name;
  KeyAlgorithm root_algorithm = KeyAlgorithm::p384;
  std::uint64_t root_rsa_bits = 4096; ///< where the algorithm is RSA
  std::uint64_t root_validity_days = 7300;
  std::vector<IssuerPlan> issuers;
  core::Instant now{};            ///< notBefore of everything made
  std::string key_store = "file"; ///< `file` | `pkcs11:MODULE[?token=LABEL]`
  template <class V>
  void visit(V& v) {
    v(1, ca_name);
    v(2, country);
    v(3, base_url);
    v(4, rules);
    v(5, root_slug);
    v(6, root_common_name);
    v(7, root_algorithm);
    v(8, root_validity_days);
    v(9, issuers);
    v(10, now);
    v(11, root_rsa_bits);
    v(12, key_store);
  }
};
struct IssuersRequest {
  template <class V>
  void visit(V&) {}
};
struct IssuerEntry {
  std::string slug;
  std::string purpose;     ///< `root`, `ov`, `ev` or `smime`
  std::string parent_slug; ///< empty for a root
  core::Bytes der;
  std::string crl_url, ocsp_url, ca_issuers_url, cps_url; ///< as its certificates carry them
  template <class V>
  void visit(V& v) {
    v(1, slug);
    v(2, purpose);
    v(3, parent_slug);
    v(4, der);
    v(5, crl_url);
    v(6, ocsp_url);
    v(7, ca_issuers_url);
    v(8, cps_url);
  }
};
/// Answers CreateHierarchy and IssuersRequest.
struct IssuersReply {
  std::vector<IssuerEntry> issuers;
  template <class V>
  void visit(V& v) {
    v(1, issuers);
  }
};

struct Issue {
  std::string intent_id; ///< the server's intent, kept on the signer's record
  std::string issuer;    ///< slug
  std::string profile;   ///< `tls.ov`
  core::Bytes serial;    ///< 16 octets
  std::vector<SubjectAttribute> subject;
  std::vector<std::string> dns_names;
  core::Bytes spki;
  core::Instant not_before{}, not_after{};
  std::string crl_url; ///< the shard; empty: the issuer's only one
  template <class V>
  void visit(V& v) {
    v(1, intent_id);
    v(2, issuer);
    v(3, profile);
    v(4, serial);
    v(5, subject);
    v(6, dns_names);
    v(7, spki);
    v(8, not_before);
    v(9, not_after);
    v(10, crl_url);
  }
};
struct IssueReply {
  core::Bytes certificate;
  template <class V>
  void visit(V& v) {
    v(1, certificate);
  }
};

/// Asks what became of a serial, for good: a serial that was not signed is burnt before the answer, so that an Issue that still
/// waits somewhere is refused (G02).
struct Settle {
  std::string issuer;
  core::Bytes serial;
  template <class V>
  void visit(V& v) {
    v(1, issuer);
    v(2, serial);
  }
};
struct SettleReply {
  std::optional<core::Bytes> certificate; ///< none: never handed out, and never will be
  template <class V>
  void visit(V& v) {
    v(1, certificate);
  }
};

struct SignCrl {
  std::string issuer;
  std::uint64_t number = 0;
  core::Instant this_update{}, next_update{};
  std::vector<RevokedEntry> entries;
  std::optional<std::string> shard_url;
  template <class V>
  void visit(V& v) {
    v(1, issuer);
    v(2, number);
    v(3, this_update);
    v(4, next_update);
    v(5, entries);
    v(6, shard_url);
  }
};
struct SignCrlReply {
  core::Bytes crl;
  template <class V>
  void visit(V& v) {
    v(1, crl);
  }
};

/// One response per status, in order.
struct SignOcsp {
  std::string issuer;
  OcspHash hash = OcspHash::sha1;
  std::vector<SingleStatus> statuses;
  core::Bytes nonce;
  core::Instant produced_at{};
  template <class V>
  void visit(V& v) {
    v(1, issuer);
    v(2, hash);
    v(3, statuses);
    v(4, nonce);
    v(5, produced_at);
  }
};
struct SignOcspReply {
  std::vector<core::Bytes> responses; ///< complete OCSPResponse DER
  template <class V>
  void visit(V& v) {
    v(1, responses);
  }
};

/// Moves the signer's clock (G04); refused unless it was started with --test-clock. Answered by StatusReply.
struct SetClock {
  core::Instant now{};
  template <class V>
  void visit(V& v) {
    v(1, now);
  }
};

/// The signer did not do it.
struct Refusal {
  struct Param {
    std::string name, value;
    template <class V>
    void visit(V& v) {
      v(1, name);
      v(2, value);
    }
  };
  std::string code;
  std::vector<Param> params;
  std::string cause; ///< for the log
  template <class V>
  void visit(V& v) {
    v(1, code);
    v(2, params);
    v(3, cause);
  }
};

/// The position in the variant + 1 is the verb on the wire; append only.
using Request = std::variant<StatusRequest, CreateHierarchy, IssuersRequest, Issue, Settle, SignCrl, SignOcsp, SetClock>;
using Reply = std::variant<Refusal, StatusReply, IssuersReply, IssueReply, SettleReply, SignCrlReply, SignOcspReply>;

/// A message with the id that pairs a reply with its request; replies may come in any order.
template <class Message>
struct Envelope {
  std::uint64_t request_id = 0;
  Message message;
};

/// A whole frame, length prefix included; `signer_frame_too_large` above 1 MiB.
core::Result<core::Bytes> encode(std::uint64_t request_id, const Request& request);
core::Result<core::Bytes> encode(std::uint64_t request_id, const Issue& request);
core::Result<core::Bytes> encode(std::uint64_t request_id, const Reply& reply);
/// Gives an encoded frame another request id.
void set_request_id(core::Bytes& frame, std::uint64_t request_id);
/// From a frame's payload, as FrameReader hands it out; `signer_message_malformed` for anything not exactly so encoded.
core::Result<Envelope<Request>> decode_request(core::ByteView payload);
core::Result<Envelope<Reply>> decode_reply(core::ByteView payload);

/// Cuts a byte stream into frames.
class FrameReader {
public:
  void feed(core::ByteView bytes);
  /// The next whole payload, nothing while it is incomplete; an error means that the stream is lost.
  core::Result<std::optional<core::Bytes>> next();
  /// Bytes that no frame has taken yet.
  std::size_t pending() const { return buffer_.size() - start_; }

private:
  core::Bytes buffer_;
  std::size_t start_ = 0;
};

Refusal to_refusal(const core::Error& error);

} // namespace pki::signer
