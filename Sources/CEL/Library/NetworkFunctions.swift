extension StandardFunctions {
  private static func ofAddress(
    _ name: String, _ body: @escaping @Sendable (IPAddress) -> Value
  ) -> Library.Function {
    .unary(name, .member) { _, value in Value.address(value).map(body) }
  }

  private static func ofRange(
    _ name: String, _ body: @escaping @Sendable (AddressRange) -> Value
  ) -> Library.Function {
    .unary(name, .member) { _, value in Value.range(value).map(body) }
  }

  static let network: [Library.Function] = [
    .unary("ip") { _, value in
      guard case .string(let text) = value else { return nil }
      return Value.readAddress(text)
    },
    .unary("ip", .member) { _, value in Value.range(value).map { .opaque($0.address) } },
    .unary("isIP") { _, value in
      guard case .string(let text) = value else { return nil }
      return .bool(IPAddress(text) != nil)
    },
    .unary("ip.isCanonical") { _, value in
      guard case .string(let text) = value else { return nil }
      switch IPAddress.read(text) {
      case .address(let address): return .bool(address.printed == text)
      case .failure: return Value.readAddress(text)
      }
    },
    ofAddress("family") { .int($0.family.rawValue) },
    ofAddress("isUnspecified") { .bool($0.isUnspecified) },
    ofAddress("isLoopback") { .bool($0.isLoopback) },
    ofAddress("isGlobalUnicast") { .bool($0.isGlobalUnicast) },
    ofAddress("isLinkLocalMulticast") { .bool($0.isLinkLocalMulticast) },
    ofAddress("isLinkLocalUnicast") { .bool($0.isLinkLocalUnicast) },
    .unary("cidr") { _, value in
      guard case .string(let text) = value else { return nil }
      return Value.readRange(text)
    },
    .unary("isCIDR") { _, value in
      guard case .string(let text) = value else { return nil }
      return .bool(AddressRange(text) != nil)
    },
    .binary("containsIP", .member) { _, range, value in
      guard let range = Value.range(range) else { return nil }
      if case .string(let text) = value {
        guard let address = IPAddress(text) else { return Value.readAddress(text) }
        return .bool(range.contains(address))
      }
      return Value.address(value).map { .bool(range.contains($0)) }
    },
    .binary("containsCIDR", .member) { _, range, value in
      guard let range = Value.range(range) else { return nil }
      if case .string(let text) = value {
        guard let other = AddressRange(text) else { return Value.readRange(text) }
        return .bool(range.contains(other))
      }
      return Value.range(value).map { .bool(range.contains($0)) }
    },
    ofRange("prefixLength") { .int(Int64($0.prefixLength)) },
    ofRange("masked") { .opaque($0.masked) },
  ]
}

extension Value {
  static func address(_ value: Value) -> IPAddress? {
    guard case .opaque(let opaque) = value else { return nil }
    return opaque as? IPAddress
  }

  static func range(_ value: Value) -> AddressRange? {
    guard case .opaque(let opaque) = value else { return nil }
    return opaque as? AddressRange
  }

  static func readAddress(_ text: String) -> Value {
    switch IPAddress.read(text) {
    case .address(let address): .opaque(address)
    case .failure(let why): .error(.badNetwork(text, why))
    }
  }

  static func readRange(_ text: String) -> Value {
    switch AddressRange.read(text) {
    case .range(let range): .opaque(range)
    case .failure(let why): .error(.badNetwork(text, why))
    }
  }
}
