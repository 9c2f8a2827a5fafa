#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace pki {

/// An object identifier, kept as the contents octets of its DER encoding (X.690 8.19).
class Oid {
public:
  static constexpr std::size_t max_size = 39;

  constexpr Oid() = default;
  /// From its arcs, at least two: `Oid{2, 5, 4, 3}`.
  constexpr Oid(std::initializer_list<std::uint32_t> arcs) {
    const std::uint32_t* arc = arcs.begin();
    append(arc[0] * 40 + arc[1]);
    for (arc += 2; arc != arcs.end(); ++arc) append(*arc);
  }
  /// From contents octets; refuses empty, over-long, non-minimal and unfinished arcs.
  static core::Result<Oid> from_der_contents(core::ByteView contents);
  /// From dotted decimal text `2.23.140.1.2.2`, arcs below 2^32.
  static core::Result<Oid> parse(std::string_view dotted);

  constexpr core::ByteView contents() const { return {octets_.data(), size_}; }
  std::string to_string() const;
  friend constexpr bool operator==(const Oid&, const Oid&) = default;

private:
  constexpr void append(std::uint32_t arc) {
    int shift = 28;
    while (shift > 0 && (arc >> shift) == 0) shift -= 7;
    for (; shift >= 0; shift -= 7) octets_[size_++] = static_cast<std::uint8_t>(((arc >> shift) & 0x7f) | (shift > 0 ? 0x80 : 0));
  }
  std::array<std::uint8_t, max_size> octets_{};
  std::uint8_t size_ = 0;
};

namespace oid {

inline constexpr Oid domain_component{0, 9, 2342, 19200300, 100, 1, 25};
inline constexpr Oid common_name{2, 5, 4, 3};
inline constexpr Oid surname{2, 5, 4, 4};
inline constexpr Oid serial_number{2, 5, 4, 5};
inline constexpr Oid country{2, 5, 4, 6};
inline constexpr Oid locality{2, 5, 4, 7};
inline constexpr Oid state{2, 5, 4, 8};
inline constexpr Oid street{2, 5, 4, 9};
inline constexpr Oid organization{2, 5, 4, 10};
inline constexpr Oid organizational_unit{2, 5, 4, 11};
inline constexpr Oid title{2, 5, 4, 12};
inline constexpr Oid business_category{2, 5, 4, 15};
inline constexpr Oid postal_code{2, 5, 4, 17};
inline constexpr Oid given_name{2, 5, 4, 42};
inline constexpr Oid pseudonym{2, 5, 4, 65};
inline constexpr Oid organization_identifier{2, 5, 4, 97};
inline constexpr Oid email_address{1, 2, 840, 113549, 1, 9, 1};
inline constexpr Oid jurisdiction_locality{1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 1};
inline constexpr Oid jurisdiction_state{1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 2};
inline constexpr Oid jurisdiction_country{1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 3};

inline constexpr Oid rsa_encryption{1, 2, 840, 113549, 1, 1, 1};
inline constexpr Oid rsassa_pss{1, 2, 840, 113549, 1, 1, 10};
inline constexpr Oid ec_public_key{1, 2, 840, 10045, 2, 1};
inline constexpr Oid p256{1, 2, 840, 10045, 3, 1, 7};
inline constexpr Oid p384{1, 3, 132, 0, 34};
inline constexpr Oid p521{1, 3, 132, 0, 35};
inline constexpr Oid sha1{1, 3, 14, 3, 2, 26};
inline constexpr Oid sha256{2, 16, 840, 1, 101, 3, 4, 2, 1};

inline constexpr Oid extension_request{1, 2, 840, 113549, 1, 9, 14};
inline constexpr Oid challenge_password{1, 2, 840, 113549, 1, 9, 7};
inline constexpr Oid signed_data{1, 2, 840, 113549, 1, 7, 2};
inline constexpr Oid pkcs7_data{1, 2, 840, 113549, 1, 7, 1};

inline constexpr Oid subject_key_identifier{2, 5, 29, 14};
inline constexpr Oid key_usage{2, 5, 29, 15};
inline constexpr Oid subject_alt_name{2, 5, 29, 17};
inline constexpr Oid basic_constraints{2, 5, 29, 19};
inline constexpr Oid crl_number{2, 5, 29, 20};
inline constexpr Oid crl_reason{2, 5, 29, 21};
inline constexpr Oid issuing_distribution_point{2, 5, 29, 28};
inline constexpr Oid name_constraints{2, 5, 29, 30};
inline constexpr Oid crl_distribution_points{2, 5, 29, 31};
inline constexpr Oid certificate_policies{2, 5, 29, 32};
inline constexpr Oid any_policy{2, 5, 29, 32, 0};
inline constexpr Oid authority_key_identifier{2, 5, 29, 35};
inline constexpr Oid extended_key_usage{2, 5, 29, 37};
inline constexpr Oid any_extended_key_usage{2, 5, 29, 37, 0};
inline constexpr Oid authority_info_access{1, 3, 6, 1, 5, 5, 7, 1, 1};
inline constexpr Oid access_ocsp{1, 3, 6, 1, 5, 5, 7, 48, 1};
inline constexpr Oid access_ca_issuers{1, 3, 6, 1, 5, 5, 7, 48, 2};
inline constexpr Oid qualifier_cps{1, 3, 6, 1, 5, 5, 7, 2, 1};
inline constexpr Oid server_auth{1, 3, 6, 1, 5, 5, 7, 3, 1};
inline constexpr Oid client_auth{1, 3, 6, 1, 5, 5, 7, 3, 2};
inline constexpr Oid code_signing{1, 3, 6, 1, 5, 5, 7, 3, 3};
inline constexpr Oid email_protection{1, 3, 6, 1, 5, 5, 7, 3, 4};
inline constexpr Oid time_stamping{1, 3, 6, 1, 5, 5, 7, 3, 8};
inline constexpr Oid ocsp_signing{1, 3, 6, 1, 5, 5, 7, 3, 9};
inline constexpr Oid ocsp_nocheck{1, 3, 6, 1, 5, 5, 7, 48, 1, 5};
inline constexpr Oid ocsp_basic{1, 3, 6, 1, 5, 5, 7, 48, 1, 1};
inline constexpr Oid ocsp_nonce{1, 3, 6, 1, 5, 5, 7, 48, 1, 2};
inline constexpr Oid sct_list{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2};
inline constexpr Oid precertificate_poison{1, 3, 6, 1, 4, 1, 11129, 2, 4, 3};
inline constexpr Oid cabf_domain_validated{2, 23, 140, 1, 2, 1};
inline constexpr Oid cabf_organization_validated{2, 23, 140, 1, 2, 2};
inline constexpr Oid cabf_individual_validated{2, 23, 140, 1, 2, 3};
inline constexpr Oid cabf_extended_validation{2, 23, 140, 1, 1};

} // namespace oid
} // namespace pki
