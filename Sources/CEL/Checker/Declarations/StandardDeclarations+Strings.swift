extension StandardDeclarations {
  private static func member(
    _ name: String, _ id: String, _ parameters: [CELType], _ result: CELType, _ doc: String
  ) -> FunctionDeclaration {
    FunctionDeclaration(name, [.member(id, of: .string, parameters, result, doc)])
  }

  /// What every implementation has.
  static let strings: [FunctionDeclaration] = [
    member("contains", "contains_string", [.string], .bool, "Whether the argument stands in it."),
    member("endsWith", "ends_with_string", [.string], .bool, "Whether it ends with the argument."),
    member("startsWith", "starts_with_string", [.string], .bool, "Whether it starts so."),
    FunctionDeclaration(
      "matches",
      [
        .function(
          "matches", [.string, .string], .bool, "Whether an RE2 pattern matches a part of it."),
        .member(
          "matches_string", of: .string, [.string], .bool,
          "Whether an RE2 pattern matches a part of it."),
      ]),
  ]

  /// Positions count code points, 0-based.
  static let stringExtensions: [FunctionDeclaration] = [
    member(
      "charAt", "string_char_at_int", [.int], .string,
      "The code point at a position; empty at the end."),
    FunctionDeclaration(
      "indexOf",
      [
        .member(
          "string_index_of_string", of: .string, [.string], .int,
          "Where the argument stands first; -1 for nowhere."),
        .member(
          "string_index_of_string_int", of: .string, [.string, .int], .int,
          "Where the argument stands first from a position; -1 for nowhere."),
      ]),
    FunctionDeclaration(
      "lastIndexOf",
      [
        .member(
          "string_last_index_of_string", of: .string, [.string], .int,
          "Where the argument stands last; -1 for nowhere."),
        .member(
          "string_last_index_of_string_int", of: .string, [.string, .int], .int,
          "Where the argument stands last up to a position; -1 for nowhere."),
      ]),
    FunctionDeclaration(
      "join",
      [
        .member("list_join", of: .list(.string), [], .string, "All in a row."),
        .member(
          "list_join_string", of: .list(.string), [.string], .string,
          "All in a row, the argument between."),
      ]),
    member("lowerAscii", "string_lower_ascii", [], .string, "With A to Z in lower case."),
    member("upperAscii", "string_upper_ascii", [], .string, "With a to z in upper case."),
    FunctionDeclaration(
      "replace",
      [
        .member(
          "string_replace_string_string", of: .string, [.string, .string], .string,
          "With each first argument replaced by the second."),
        .member(
          "string_replace_string_string_int", of: .string, [.string, .string, .int], .string,
          "With at most so many replaced; negative for all."),
      ]),
    FunctionDeclaration(
      "split",
      [
        .member(
          "string_split_string", of: .string, [.string], .list(.string),
          "The parts between the argument."),
        .member(
          "string_split_string_int", of: .string, [.string, .int], .list(.string),
          "At most so many parts; negative for all."),
      ]),
    FunctionDeclaration(
      "substring",
      [
        .member("string_substring_int", of: .string, [.int], .string, "From a position on."),
        .member(
          "string_substring_int_int", of: .string, [.int, .int], .string,
          "From a position up to another, exclusive."),
      ]),
    member("trim", "string_trim", [], .string, "Without white space at both ends."),
    member(
      "format", "string_format", [.list(.dyn)], .string,
      "With each `%` clause filled from the list."),
    FunctionDeclaration(
      "reverse",
      [
        .member("string_reverse", of: .string, [], .string, "Backwards."),
        .member(
          "list_reverse", of: .list(.parameter("A")), [], .list(.parameter("A")), "Backwards."),
      ]),
    FunctionDeclaration(
      "strings.quote",
      [.function("strings_quote", [.string], .string, "As a literal in double quotes.")]),
  ]

  /// RE2, beyond `matches`.
  static let expressions: [FunctionDeclaration] = [
    FunctionDeclaration(
      "regex.extract",
      [
        .function(
          "regex_extract_string_string", [.string, .string], .optional(.string),
          "The first match of a pattern, or of its one group.")
      ]),
    FunctionDeclaration(
      "regex.extractAll",
      [
        .function(
          "regex_extractAll_string_string", [.string, .string], .list(.string),
          "Every match of a pattern, or of its one group.")
      ]),
    FunctionDeclaration(
      "regex.replace",
      [
        .function(
          "regex_replace_string_string_string", [.string, .string, .string], .string,
          "With every match of a pattern replaced; `\\1` is its first group."),
        .function(
          "regex_replace_string_string_string_int", [.string, .string, .string, .int], .string,
          "With at most so many matches replaced; negative for all."),
      ]),
  ]

  /// Base 64 of RFC 4648.
  static let encoders: [FunctionDeclaration] = [
    FunctionDeclaration(
      "base64.decode",
      [.function("base64_decode_string", [.string], .bytes, "What the text stands for.")]),
    FunctionDeclaration(
      "base64.encode",
      [.function("base64_encode_bytes", [.bytes], .string, "The text, padded.")]),
  ]

  /// IP addresses and ranges; IPv4-mapped and zoned addresses are refused.
  static let network: [FunctionDeclaration] = [
    FunctionDeclaration(
      "ip",
      [
        .function("string_to_ip", [.string], .ip, "An address from its text."),
        .member("cidr_ip", of: .cidr, [], .ip, "The address of the range as written."),
      ]),
    FunctionDeclaration(
      "isIP", [.function("is_ip", [.string], .bool, "Whether the text is an address.")]),
    FunctionDeclaration(
      "ip.isCanonical",
      [
        .function(
          "ip_is_canonical", [.string], .bool,
          "Whether the text of an address is spelled the canonical way.")
      ]),
    address("family", .int, "4 or 6."),
    address("isUnspecified", .bool, "Whether it is `0.0.0.0` or `::`."),
    address("isLoopback", .bool, "Whether it is a loopback address."),
    address("isGlobalUnicast", .bool, "Whether it is a global unicast address."),
    address("isLinkLocalMulticast", .bool, "Whether it is a link-local multicast address."),
    address("isLinkLocalUnicast", .bool, "Whether it is a link-local unicast address."),
    FunctionDeclaration(
      "cidr", [.function("string_to_cidr", [.string], .cidr, "A range from its text.")]),
    FunctionDeclaration(
      "isCIDR", [.function("is_cidr", [.string], .bool, "Whether the text is a range.")]),
    FunctionDeclaration(
      "containsIP",
      [
        .member("cidr_contains_ip_string", of: .cidr, [.string], .bool, "Whether it holds it."),
        .member("cidr_contains_ip_ip", of: .cidr, [.ip], .bool, "Whether it holds it."),
      ]),
    FunctionDeclaration(
      "containsCIDR",
      [
        .member(
          "cidr_contains_cidr_string", of: .cidr, [.string], .bool, "Whether it holds all of it."),
        .member("cidr_contains_cidr", of: .cidr, [.cidr], .bool, "Whether it holds all of it."),
      ]),
    FunctionDeclaration(
      "prefixLength",
      [.member("cidr_prefix_length", of: .cidr, [], .int, "Number of fixed bits.")]),
    FunctionDeclaration(
      "masked",
      [.member("cidr_masked", of: .cidr, [], .cidr, "The range with its free bits cleared.")]),
  ]

  private static func address(
    _ name: String, _ result: CELType, _ doc: String
  ) -> FunctionDeclaration {
    let id = name.reduce(into: "ip_") { text, letter in
      text += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
    }
    return FunctionDeclaration(name, [.member(id, of: .ip, [], result, doc)])
  }
}
