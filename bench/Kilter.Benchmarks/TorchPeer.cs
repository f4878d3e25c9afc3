using System.Diagnostics;
using System.Globalization;

namespace Kilter.Benchmarks;

/// <summary>A PyTorch process that does one piece of work when told to, under fixed thread settings.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    private TorchPeer(Process process, string version, string threads)
    {
        (_process, Version, Threads) = (process, version, threads);
    }

    public string Version { get; }

    /// <summary>PyTorch's threads and its BLAS's.</summary>
    public string Threads { get; }

    /// <summary>The settings worth trying on two cores: (1, 1), (2, 1) and (1, 2).</summary>
    public static IReadOnlyList<TorchPeer> StartAll() => [Start(1, 1), Start(2, 1), Start(1, 2)];

    /// <summary>Does the work once and returns the seconds it took.</summary>
    public double Seconds(string recipe, string measure)
    {
        _process.StandardInput.WriteLine(recipe + " " + measure);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("PyTorch's process ended. It needs the Debian packages python3-torch python3-numpy libopenblas0-pthread.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static TorchPeer Start(int openMp, int blas)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "torch_peer.py");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("KILTER_PYTHON") ?? "/usr/bin/python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["OMP_NUM_THREADS"] = $"{openMp}", ["OPENBLAS_NUM_THREADS"] = $"{blas}" },
        };
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        var process = Process.Start(start)!;
        var version = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("PyTorch did not start. It needs the Debian packages python3-torch python3-numpy libopenblas0-pthread.");
        return new TorchPeer(process, version, $"omp {openMp}, blas {blas}");
    }
}
