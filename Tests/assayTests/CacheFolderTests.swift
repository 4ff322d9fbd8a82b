import Glibc
import Testing

@testable import assay
import TestSupport

/// What is kept between runs is believed only when nobody else could have written it.
struct CacheFolderTests {
  @Test func `what is kept is found again, for the owner only`() throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    #expect(cache.read("a") == nil)
    #expect(cache.write("a", [1, 2, 3]) == nil)
    #expect(cache.read("a") == [1, 2, 3])
    #expect(Self.mode("\(folder.path)/assay") == 0o700)
    #expect(Self.mode("\(folder.path)/assay/a") == 0o600)
    #expect(folder.names(in: "assay") == ["a"])
  }

  @Test func `a file that others may write is not believed`() throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    #expect(cache.write("a", [1]) == nil)
    for mode: mode_t in [0o620, 0o602, 0o640, 0o604] {
      chmod("\(folder.path)/assay/a", mode)
      #expect(cache.read("a") == nil)
    }
    chmod("\(folder.path)/assay/a", 0o600)
    #expect(cache.read("a") == [1])
  }

  @Test func `a folder that others may write is not believed, nor written to`() throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    #expect(cache.write("a", [1]) == nil)
    chmod("\(folder.path)/assay", 0o770)
    #expect(cache.read("a") == nil)
    #expect(cache.write("b", [1]) != nil)
  }

  @Test func `links are not followed`() throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    #expect(cache.write("a", [1]) == nil)
    symlink("a", "\(folder.path)/assay/b")
    #expect(cache.read("b") == nil)
    rename("\(folder.path)/assay", "\(folder.path)/elsewhere")
    symlink("elsewhere", "\(folder.path)/assay")
    #expect(cache.read("a") == nil)
    #expect(cache.write("c", [1]) != nil)
  }

  @Test(arguments: ["", ".", "..", "../a", "a/b", ".a", "a b", "a\u{0}b"])
  func `a name cannot lead anywhere else`(name: String) throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    #expect(cache.write(name, [1]) != nil)
    #expect(cache.read(name) == nil)
  }

  @Test func `only so many files gather`() throws {
    let folder = try TemporaryFolder()
    let cache = try #require(Self.cache(folder))
    for number in 0..<40 { #expect(cache.write("f\(number)", [1]) == nil) }
    #expect(folder.names(in: "assay").count == 25)
  }

  @Test(
    arguments: [
      (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/assay"), (["HOME": "/h"], "/h/.cache/assay"),
      (["XDG_CACHE_HOME": "x", "HOME": "/h"], "/h/.cache/assay"), (["HOME": "h"], nil), ([:], nil),
      (["HOME": "/h", "ASSAY_NO_CACHE": "1"], nil),
    ] as [([String: String], String?)])
  func `the folder is where the environment says`(environment: [String: String], path: String?) {
    #expect(CacheFolder(Environment(environment))?.path == path)
  }

  private static func cache(_ folder: TemporaryFolder) -> CacheFolder? {
    CacheFolder(Environment(["XDG_CACHE_HOME": folder.path]))
  }

  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
