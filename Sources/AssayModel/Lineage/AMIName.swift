import Records

/// Ids of AMIs.
package enum AMIName {
  /// `ami-` and 8 or 17 hexadecimal digits; examples of documentation have other letters and lengths.
  package static func isOne(_ text: String) -> Bool {
    guard text.hasPrefix("ami-"), text.utf8.count <= 40 else { return false }
    let rest = text.utf8.dropFirst(4)
    return !rest.isEmpty
      && rest.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0)
      }
  }

  package static func id(_ text: String) -> ResourceID {
    ResourceID(kind: ResourceKind.machineImage.rawValue, uid: text)
  }
}
