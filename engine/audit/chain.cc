// SPDX-License-Identifier: EUPL-1.2
#include "engine/audit/chain.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/strings/ascii.h"

namespace stapwijs::audit {
namespace {

constexpr std::string_view kEventTag = "stapwijs.event.1";
constexpr std::string_view kTenantTag = "stapwijs.tenant.1";
constexpr std::string_view kRequestTag = "stapwijs.request.1";

class Encoder {
 public:
  explicit Encoder(std::string_view tag, std::size_t expected = 256) {
    bytes_.reserve(expected);
    Text(tag);
  }

  Encoder& Number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    std::array<char, 8> big_endian;
    for (std::size_t i = 0; i < big_endian.size(); ++i) {
      big_endian[i] = static_cast<char>((bits >> (56 - 8 * i)) & 0xFF);
    }
    bytes_.append(big_endian.data(), big_endian.size());
    return *this;
  }
  Encoder& Text(std::string_view text) {
    Number(static_cast<std::int64_t>(text.size()));
    bytes_.append(text);
    return *this;
  }
  Encoder& Hash(const store::Digest& digest) {
    bytes_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    return *this;
  }
  Encoder& Flag(bool present) {
    bytes_.push_back(present ? '\1' : '\0');
    return *this;
  }
  store::Digest Digest() const { return Sha256(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace

store::Digest Sha256(std::string_view bytes) {
  store::Digest digest;
  unsigned int length = 0;
  // Found once: to look an algorithm up costs as much as to hash a short text.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (kSha256 == nullptr || EVP_DigestInit_ex2(context.get(), kSha256, nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1 || length != digest.size()) {
    std::abort();
  }
  return digest;
}

std::string ToHex(const store::Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<store::Digest> FromHex(std::string_view hex) {
  store::Digest digest{};
  if (hex.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const auto c = static_cast<unsigned char>(hex[i]);
    if (!absl::ascii_isxdigit(c)) return std::nullopt;
    const int value = absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
    digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] * 16 + value);
  }
  return digest;
}

store::Digest Commitment(std::string_view salt, std::string_view private_payload) {
  return Sha256(std::string(salt).append(private_payload));
}

store::Digest SaltedRequestDigest(std::string_view salt, const store::Digest& request_digest) {
  return Encoder(kRequestTag).Text(salt).Hash(request_digest).Digest();
}

store::Digest EventHash(const store::Event& event) {
  Encoder encoder(kEventTag, 768 + event.payload.size());
  encoder.Text(event.tenant).Text(event.trajectory);
  encoder.Number(event.revision).Number(event.position);
  encoder.Text(event.type).Number(event.type_version).Number(event.recorded_at);
  encoder.Flag(event.occurred_on.has_value());
  if (event.occurred_on) encoder.Text(*event.occurred_on);
  encoder.Text(event.actor.client).Text(event.actor.role).Text(event.actor.reference);
  encoder.Text(event.request_id).Hash(event.request_digest);
  encoder.Text(event.method.id).Text(event.method.version).Hash(event.method.hash);
  encoder.Flag(event.method.overlay_hash.has_value());
  if (event.method.overlay_hash) encoder.Hash(*event.method.overlay_hash);
  encoder.Text(event.payload).Hash(event.commitment).Hash(event.previous_hash);
  return encoder.Digest();
}

store::Digest TenantHash(const store::Event& event) {
  return Encoder(kTenantTag)
      .Hash(event.tenant_previous)
      .Text(event.trajectory)
      .Number(event.revision)
      .Hash(event.hash)
      .Digest();
}

void Seal(store::Event& event) {
  event.commitment = Commitment(event.salt, event.private_payload);
  event.hash = EventHash(event);
  event.tenant_hash = TenantHash(event);
}

}  // namespace stapwijs::audit
