import Documents

/// Where an object of Resource Data Sync stands, told from its key:
/// `[prefix/]AWS:<Type>/accountid=<id>/region=<region>/resourcetype=<type>/<node>.json[.gz]`.
///
/// Parts may be percent-encoded, as events and some tools spell them, and the colon may be `_`, as on
/// file systems that have none (Systems Manager user guide, "Create a resource data sync").
struct InventoryObjectKey: Hashable {
  /// `AWS:Application`, `Custom:RackInfo`.
  let type: String
  /// 12 digits.
  let account: String
  let region: String

  /// What the names of folders tell, from the listed one to the object's own; nil for other folders.
  init?(folders names: some RandomAccessCollection<String>) {
    guard names.count >= 4 else { return nil }
    let parts = names.suffix(4).map(PercentEncoding.decoded)
    guard let account = Self.value(of: parts[1], "accountid="),
      let region = Self.value(of: parts[2], "region="),
      Self.value(of: parts[3], "resourcetype=") != nil,
      let type = Self.type(parts[0])
    else { return nil }
    self.type = type
    self.account = account
    self.region = region
  }

  /// The names of the folders that lead to one that was given, which may lie between those of a key.
  static func folders(to path: String) -> [String] {
    var names: [String] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(String(name)) }
    }
    return names
  }

  /// The node of an object's file; nil for a file that is no object.
  ///
  /// Between objects lie files of tools (`._i-0abc.json`) and what somebody put there.
  static func node(ofFile name: String) -> String? {
    let name = PercentEncoding.decoded(name)
    for end in [".json", ".json.gz"] where name.hasSuffix(end) {
      let node = name.dropLast(end.utf8.count)
      let isNode = node.hasPrefix("i-") || node.hasPrefix("mi-")
      // `i-0abc (1).json` is a copy of another one.
      return isNode && !node.contains { $0 == " " || $0 == "(" } ? String(node) : nil
    }
    return nil
  }

  /// Whether a file that is no object may hold what objects beside it do not tell.
  static func mayTell(_ name: String) -> Bool {
    let name = PercentEncoding.decoded(name)
    return name.hasPrefix("i-") || name.hasPrefix("mi-")
      || !name.hasPrefix(".") && name.lowercased().contains(".json")
  }

  private static func value(of part: String, _ name: String) -> String? {
    guard part.hasPrefix(name), part.utf8.count > name.utf8.count else { return nil }
    return String(part.dropFirst(name.utf8.count))
  }

  private static func type(_ name: String) -> String? {
    for space in ["AWS", "Custom"] {
      for mark in [":", "_"] where name.hasPrefix(space + mark) {
        let rest = name.dropFirst(space.utf8.count + 1)
        return rest.isEmpty ? nil : "\(space):\(rest)"
      }
    }
    return nil
  }
}

/// Percent-encoding of names (RFC 3986, section 2.1).
enum PercentEncoding {
  /// The name that is meant; as it stands where it is not encoded, or not rightly.
  static func decoded(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    let bytes = Array(name.utf8)
    var decoded: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "%") else {
        decoded.append(bytes[at])
        at += 1
        continue
      }
      let hex = String(decoding: bytes[(at + 1)..<min(at + 3, bytes.count)], as: UTF8.self)
      guard hex.utf8.count == 2, let byte = UInt8(hex, radix: 16) else { return name }
      decoded.append(byte)
      at += 3
    }
    return String(validating: decoded, as: UTF8.self) ?? name
  }
}
