namespace Kilter.Numerics.Tests.Neural.Saving;

/// <summary>A file in an empty folder of a test's own, gone when the test is.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kilter-test-").FullName;

    public string Path => this["file.safetensors"];

    public string this[string name] => System.IO.Path.Combine(_folder, name);

    /// <summary>The names of all files in the folder.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(_folder).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>A golden file as a file on the disk.</summary>
    public static ScratchFile OfGolden(string name)
    {
        var file = new ScratchFile();
        File.WriteAllBytes(file.Path, Golden.Bytes(name));
        return file;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
