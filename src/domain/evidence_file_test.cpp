#include "domain/evidence_file.h"

#include "domain/errors.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::string_literals;

const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\n%%EOF\n";
const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR....pixels\0\0\0\0IEND\xae\x42\x60\x82"s;
const std::string jpeg = "\xff\xd8\xff\xe0\0\x07JFIF.\xff\xda\0\x03.scan\xff\0scan\xff\xd0scan\xff\xd9"s;
const std::string tiff = "II*\0\x08\0\0\0\x01\0\0\x01.........."s;
const std::string big_endian_tiff = "MM\0*\0\0\0\x08\0\x01\x01\0.........."s;

std::string recognized(const std::string& bytes) {
  const auto type = recognize_file(core::as_bytes(bytes));
  if (type) return std::string(media_type(*type));
  const auto& error = type.error();
  return std::string(error.code.name) + (error.params.empty() ? "" : " " + error.params.front().second);
}

TEST(EvidenceFile, IsToldByItsContent) {
  RecordProperty("requirement", "C05");
  EXPECT_EQ(recognized(pdf), "application/pdf");
  EXPECT_EQ(recognized(png), "image/png");
  EXPECT_EQ(recognized(jpeg), "image/jpeg");
  EXPECT_EQ(recognized(tiff), "image/tiff");
  EXPECT_EQ(recognized(big_endian_tiff), "image/tiff");
  EXPECT_EQ(recognized("登記事項証明書の写しです。\r\n\t2 枚目 a < b && c > d\n"), "text/plain; charset=utf-8");
  EXPECT_EQ(recognized("\xef\xbb\xbfwith a mark"), "text/plain; charset=utf-8");
}

TEST(EvidenceFile, EverythingElseIsRefusedByName) {
  RecordProperty("requirement", "C05");
  const std::vector<std::pair<std::string, std::string>> refused{
      {"", "evidence_empty"},
      {"PK\x03\x04zip", "evidence_type_refused ZIP, DOCX, XLSX"},
      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "evidence_type_refused DOC, XLS, MSG"},
      {"MZ\x90\0\3"s, "evidence_type_refused EXE"},
      {"\x7f"
       "ELF\2\1\1"s,
       "evidence_type_refused ELF"},
      {"GIF89a"s, "evidence_type_refused GIF"},
      {"#!/bin/sh\nrm -rf /\n", "evidence_type_refused script"},
      {"{\\rtf1 }", "evidence_type_refused RTF"},
      {"<!DOCTYPE html><html></html>", "evidence_type_refused HTML, SVG, XML"},
      {"  \n<svg xmlns='http://www.w3.org/2000/svg'/>", "evidence_type_refused HTML, SVG, XML"},
      {"<?xml version='1.0'?><a/>", "evidence_type_refused HTML, SVG, XML"},
      {"harmless\n<ScRiPt>alert(1)</sCrIpT>", "evidence_type_refused HTML, SVG, XML"},
      {"\xef\xbb\xbf<html>", "evidence_type_refused HTML, SVG, XML"},
      {"\x83\x65\x83\x58\x83\x67", "evidence_type_refused text, not UTF-8"},
      {"text with a \0 inside"s, "evidence_type_refused ?"},
      {"\x1b[31mescape", "evidence_type_refused ?"},
  };
  for (const auto& [bytes, expected] : refused) EXPECT_EQ(recognized(bytes), expected) << bytes;
}

TEST(EvidenceFile, TwoThingsAtOnceAreNone) {
  RecordProperty("requirement", "C05");
  const std::string zip = "PK\x03\x04file PK\x05\x06"s + std::string(18, '\0');
  EXPECT_EQ(recognized("GIF8 text " + pdf), "evidence_type_refused GIF");
  EXPECT_EQ(recognized("note\n" + pdf), "evidence_type_refused text + PDF") << "readers look for the head in the first kilobyte";
  EXPECT_EQ(recognized("\0"s + pdf), "evidence_type_refused ?");
  EXPECT_EQ(recognized(png + "<script>alert(1)</script>"), "evidence_type_refused PNG + ?");
  EXPECT_EQ(recognized(png + zip), "evidence_type_refused PNG + ?");
  EXPECT_EQ(recognized(jpeg + zip), "evidence_type_refused JPEG + ZIP");
  EXPECT_EQ(recognized(tiff + zip), "evidence_type_refused TIFF + ZIP");
  EXPECT_EQ(recognized(pdf + zip), "evidence_type_refused PDF + ZIP");
  const std::string far(70'000, ' ');
  EXPECT_EQ(recognized(pdf + zip + far + "%%EOF"), "evidence_type_refused PDF + ZIP") << "further from the end than a comment can be";
  EXPECT_EQ(recognized(jpeg + "MZ<html>" + jpeg), "evidence_type_refused JPEG + ?");
  EXPECT_EQ(recognized(jpeg + std::string(3, '\0') + jpeg), "image/jpeg") << "a telephone's second picture";
}

TEST(EvidenceFile, BrokenOnesAreRefused) {
  RecordProperty("requirement", "C05");
  EXPECT_EQ(recognized(pdf.substr(0, 20)), "evidence_type_refused PDF (incomplete)");
  EXPECT_EQ(recognized(png.substr(0, 8)), "evidence_type_refused PNG (incomplete)");
  EXPECT_EQ(recognized(png.substr(0, png.size() - 1)), "evidence_type_refused PNG (incomplete)");
  EXPECT_EQ(recognized(jpeg.substr(0, jpeg.size() - 1)), "evidence_type_refused JPEG (incomplete)");
  EXPECT_EQ(recognized("II*\0\xff\xff\0\0"s), "evidence_type_refused TIFF (incomplete)");
  EXPECT_EQ(recognized("II*\0"s), "evidence_type_refused TIFF (incomplete)");
  EXPECT_EQ(recognized("II*\0\x08\0\0\0\xff\xff\0\x01"s), "evidence_type_refused TIFF (incomplete)");
  EXPECT_EQ(recognized("\xff\xd8\xff\xe0\xff\xff..\xff\xd9"s), "evidence_type_refused JPEG (incomplete)");
}

std::string named(const std::string& given, FileType type = FileType::pdf) {
  const auto name = evidence_file_name(given, type);
  return name ? *name : std::string(name.error().code.name);
}

TEST(EvidenceFile, NamesAreMadeSafe) {
  RecordProperty("requirement", "C05");
  EXPECT_EQ(named("登記事項証明書.pdf"), "登記事項証明書.pdf");
  EXPECT_EQ(named("../../etc/passwd"), "passwd.pdf");
  EXPECT_EQ(named("..\\..\\windows\\system.PDF"), "system.pdf");
  EXPECT_EQ(named("/"), "evidence.pdf");
  EXPECT_EQ(named(""), "evidence.pdf");
  EXPECT_EQ(named("..."), "evidence.pdf");
  EXPECT_EQ(named(".pdf"), "pdf.pdf");
  EXPECT_EQ(named("a\r\nSet-Cookie: x=1.pdf"), "aSet-Cookie x=1.pdf");
  EXPECT_EQ(named("a\";filename=\"b.pdf"), "afilename=b.pdf");
  EXPECT_EQ(named("写し\u202efdp.exe"), "evidence_name_differs") << "shown as exe.pdf by a direction mark";
  EXPECT_EQ(named("写し\u202e.pdf"), "写し.pdf");
  EXPECT_EQ(named("con.pdf"), "_con.pdf");
  EXPECT_EQ(named("LPT1"), "_LPT1.pdf");
  EXPECT_EQ(named("株式会社青空商事 v1.2 の写し"), "株式会社青空商事 v1.2 の写し.pdf");
  EXPECT_EQ(named(std::string(300, 'a') + ".pdf"), std::string(120, 'a') + ".pdf");
  EXPECT_EQ(named("\xff\xfe.pdf"), "pdf.pdf");
}

TEST(EvidenceFile, NamesDoNotLie) {
  RecordProperty("requirement", "C05");
  EXPECT_EQ(named("photo.png", FileType::pdf), "evidence_name_differs");
  EXPECT_EQ(named("page.html", FileType::text), "evidence_name_differs");
  EXPECT_EQ(named("run.exe", FileType::jpeg), "evidence_name_differs");
  EXPECT_EQ(named("two.pdf.exe", FileType::pdf), "evidence_name_differs");
  EXPECT_EQ(named("photo.JPEG", FileType::jpeg), "photo.jpeg");
  EXPECT_EQ(named("letter.eml", FileType::text), "letter.txt");
  EXPECT_EQ(named("list.csv", FileType::text), "list.txt") << "no spreadsheet calculates it";
  EXPECT_EQ(named("scan.tiff", FileType::tiff), "scan.tiff");
}

} // namespace
} // namespace domain
