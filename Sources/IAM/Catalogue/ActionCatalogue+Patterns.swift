extension ActionCatalogue {
  /// The longest pattern that is looked for, in bytes.
  package static let longestPattern = 256

  /// An action by its place.
  package struct Match: Sendable {
    package let service: Service
    /// As in `service.names`.
    package let number: Int

    /// `s3:GetObject`.
    package var qualifiedName: String { "\(service.prefix):\(service.spelledName(at: number))" }
    package var level: AccessLevel { service.level(at: number) }
  }

  /// The actions that `prefix:Na*e?` covers in a policy, ascending; `*` alone covers all.
  ///
  /// Case means nothing; `*` stands for any text and `?` for one character, in the name only. Empty
  /// when the service is not listed, has no such action, or the pattern is too long.
  package func actions(matching pattern: some StringProtocol) -> [Match] {
    guard pattern.utf8.count <= Self.longestPattern else { return [] }
    if pattern == "*" {
      return servicePrefixes.indices.flatMap { number in
        let service = service(at: number)
        return service.names.indices.map { Match(service: service, number: $0) }
      }
    }
    guard let colon = pattern.utf8.firstIndex(of: UInt8(ascii: ":")),
      let service = service(pattern[..<colon])
    else { return [] }
    let name = pattern[pattern.utf8.index(after: colon)...].utf8.map(Self.lowercased)
    return service.names.indices.filter { Wildcards.match(name[...], service.names[$0]) }
      .map { Match(service: service, number: $0) }
  }
}
