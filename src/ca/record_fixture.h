#pragma once

#include "ca/errors.h"
#include "ca/files.h"
#include "ca/record.h"
#include "ca/record_tail.h"
#include "core/crypto.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace ca {

/// A record in a folder of its own.
class RecordTest : public ::testing::Test {
protected:
  RecordTest() : folder_(std::filesystem::temp_directory_path() / ("shomei-record-" + core::to_hex(core::random_bytes(6)))) {
    std::filesystem::create_directories(folder_);
  }
  ~RecordTest() override { std::filesystem::remove_all(folder_); }
  static std::string content_of(const std::filesystem::path& file) { return std::string(core::as_text(read_file(file).value())); }
  static void write(const std::filesystem::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
  }
  /// Octets up to the zeros that the file holds beforehand.
  static std::size_t used(const std::filesystem::path& file) { return octets_before_zeros(core::as_bytes(content_of(file))); }
  std::filesystem::path file() const { return folder_ / "record"; }
  core::Result<std::unique_ptr<Record>> open() const { return Record::open(file()); }

  static core::Bytes serial(std::uint8_t number) {
    core::Bytes out(16, 0x41);
    out.back() = number;
    return out;
  }
  static bool reserve(Record& record, core::ByteView number, std::string_view tbs = "to be signed", std::string_view issuer = "ov") {
    const RecordFrame frame{RecordFrame::Kind::to_be_signed, {}, issuer, number, "int_1", core::as_bytes(tbs)};
    return record.reserve({&frame, 1}).value()[0];
  }
  static void complete(Record& record, core::ByteView number, std::string_view signature = "signature") {
    const RecordFrame frame{RecordFrame::Kind::signature, {}, "ov", number, {}, core::as_bytes(signature)};
    ASSERT_EQ(record.complete({&frame, 1}).value(), std::vector<bool>{true});
    ASSERT_TRUE(record.sync());
  }
  /// The signature that settling finds, or "" where it burnt the serial.
  static std::string settle(Record& record, core::ByteView number) {
    const auto found = record.settle({RecordFrame::Kind::burnt, {}, "ov", number, {}, {}}).value();
    return found && found->signature ? std::string(core::as_text(*found->signature)) : "";
  }

  std::filesystem::path folder_;
};

} // namespace ca
