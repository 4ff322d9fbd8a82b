/// What became of one path when inputs were loaded.
package enum LoadedInput: Sendable {
  case file(SourceFile)
  /// It may have been an input, and could not be taken.
  case refused(path: String, reason: LoadRefusal)
  /// It is no input by its nature or place.
  case skipped(path: String, reason: SkipReason)

  /// The path as given, or joined to the folder that was given.
  package var path: String {
    switch self {
    case .file(let file): file.path
    case .refused(let path, _), .skipped(let path, _): path
    }
  }
}

/// Why something that may be an input was not read.
package enum LoadRefusal: Error, Hashable, Sendable {
  /// The system's words.
  case unreadable(String)
  case tooLarge(limit: Int)
  case notText(TextRefusal)
  /// Reading stopped here: the folder holds more files, or more bytes, than are taken at once.
  case tooMuch(String)
}

extension LoadRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let words): "could not be read: \(words)"
    case .tooLarge(let limit): "larger than the \(limit) bytes that are read"
    case .notText(let refusal): "\(refusal)"
    case .tooMuch(let words): words
    }
  }
}

/// Why something was passed over.
package enum SkipReason: Hashable, Sendable {
  case binary
  /// A folder of a tool, such as `.git`.
  case toolFolder
  /// Links below a folder are not followed: what they lead to inside of it is read where it stands.
  case symbolicLink
  /// A socket, pipe or device.
  case notAFile
}

extension SkipReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .binary: "a binary file"
    case .toolFolder: "a tool's own folder"
    case .symbolicLink: "a symbolic link, not followed"
    case .notAFile: "neither a file nor a folder"
    }
  }
}
