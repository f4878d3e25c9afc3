using System.ComponentModel;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Onnx;

/// <summary>The runtime that checks exported networks: installed by npm from its lock file, once, below the build outputs.</summary>
public sealed class OnnxRuntimeFixture : IAsyncLifetime
{
    private const string Source = "tests/Kilter.SystemTests/Onnx/";

    /// <summary>The folder whose node_modules hold it.</summary>
    public string Folder { get; } = Repository.PathOf("artifacts/npm-onnx");

    public async ValueTask InitializeAsync() => await InstallAsync("npm");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Installs it, unless this lock file is installed already.</summary>
    internal async Task InstallAsync(string npm)
    {
        var (wanted, stamp) = (Repository.Read(Source + "package-lock.json"), Path.Combine(Folder, "installed.json"));
        if (npm == "npm" && File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Folder);
            File.Copy(Repository.PathOf(Source + "package.json"), Path.Combine(Folder, "package.json"), overwrite: true);
            File.Copy(Repository.PathOf(Source + "package-lock.json"), Path.Combine(Folder, "package-lock.json"), overwrite: true);
            (await ProgramRun.OfAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], Folder, timeoutSeconds: 600)).Succeeded();
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"'{npm}' was not found; it brings the runtime that checks exported networks. Install Node.js 20 or later (https://nodejs.org), then run the tests again.", error);
        }

        await File.WriteAllTextAsync(stamp, wanted);
    }
}
