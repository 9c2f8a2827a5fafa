#include "outbound/cname.h"
#include "outbound/contact_lookup.h"
#include "outbound/errors.h"
#include "outside/knot.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

using Texts = std::vector<std::string>;

/// Zones whose records name contacts: unsigned, signed, and with signatures that do not match.
class Contacts : public testing::Test {
protected:
  static void SetUpTestSuite() {
    knot = new outside::Knot;
    const std::string records = "@ CAA 0 issue \"ca.shomei.test\"\n@ CAA 0 contactemail \"owner@midori.test\"\n"
                                "@ CAA 0 contactemail \"second@midori.test\"\n_validation-contactemail TXT \"txt@midori.test\"\n"
                                "_validation-contactemail.www TXT \"www@midori.test\"\nwww A 203.0.113.7\n"
                                "silent CAA 0 issue \";\"\nlink CNAME Edge.CDN.aozora.test.\n";
    knot->add_signed_zone("midori.test", records);
    knot->add_tampered_zone("akane.test", records);
    knot->add_zone("aozora.test", "edge.cdn A 203.0.113.8\n");
    knot->add_broken_zone("kowareta.test");
    knot->start();
    auto made = Resolver::create(
        {.resolver = {}, .stubs = knot->stubs(), .trust_anchor_file = knot->trust_anchor_file(), .timeout = std::chrono::seconds{8}});
    ASSERT_TRUE(made) << made.error().cause;
    resolver = made->release();
  }
  static void TearDownTestSuite() {
    delete resolver;
    delete knot;
  }
  static Texts addresses(const ContactLookup& lookup) {
    Texts out;
    for (const auto& contact : lookup.contacts) out.push_back(contact.address + " of " + contact.domain);
    std::ranges::sort(out);
    return out;
  }

  static outside::Knot* knot;
  static Resolver* resolver;
};
outside::Knot* Contacts::knot = nullptr;
Resolver* Contacts::resolver = nullptr;

TEST_F(Contacts, OfCaaAreThoseOfTheRelevantSet) {
  RecordProperty("requirement", "C06");
  const auto climbed = look_up_contacts(*resolver, ContactSource::caa_email, Texts{"www.midori.test", "midori.test"});
  ASSERT_FALSE(climbed.error);
  EXPECT_EQ(addresses(climbed), (Texts{"owner@midori.test of midori.test", "second@midori.test of midori.test"}));
  EXPECT_NE(climbed.evidence.find("midori.test CAA: NOERROR, secure"), std::string::npos) << climbed.evidence;
  const auto stopped = look_up_contacts(*resolver, ContactSource::caa_email, Texts{"silent.midori.test", "midori.test"});
  EXPECT_TRUE(stopped.contacts.empty()) << "a set without a contact hides the one above";
  EXPECT_FALSE(stopped.error);
  EXPECT_TRUE(look_up_contacts(*resolver, ContactSource::caa_email, Texts{"aozora.test"}).contacts.empty());
}

TEST_F(Contacts, OfTxtAreEveryCandidates) {
  RecordProperty("requirement", "C06");
  const auto found = look_up_contacts(*resolver, ContactSource::txt_email, Texts{"www.midori.test", "midori.test"});
  ASSERT_FALSE(found.error);
  EXPECT_EQ(addresses(found), (Texts{"txt@midori.test of midori.test", "www@midori.test of www.midori.test"}));
}

TEST_F(Contacts, OfBogusOrSilentZonesAreNone) {
  RecordProperty("requirement", "C06");
  for (const auto& lookup : {look_up_contacts(*resolver, ContactSource::caa_email, Texts{"www.akane.test", "akane.test"}),
                             look_up_contacts(*resolver, ContactSource::txt_email, Texts{"akane.test"})}) {
    EXPECT_TRUE(lookup.contacts.empty()) << lookup.evidence;
    ASSERT_TRUE(lookup.error);
    EXPECT_EQ(lookup.error->code, errors::dns_answer_bogus) << lookup.evidence;
  }
  EXPECT_TRUE(look_up_contacts(*resolver, ContactSource::caa_email, Texts{"kowareta.test"}).error);
  EXPECT_TRUE(look_up_contacts(*resolver, ContactSource::txt_email, Texts{"kowareta.test"}).error);
}

TEST_F(Contacts, CnameIsFollowedOnce) {
  RecordProperty("requirement", "C06");
  EXPECT_EQ(look_up_cname(*resolver, "link.midori.test").value(), "edge.cdn.aozora.test");
  EXPECT_EQ(look_up_cname(*resolver, "www.midori.test").value(), std::nullopt);
  EXPECT_FALSE(look_up_cname(*resolver, "www.kowareta.test"));
}

} // namespace
