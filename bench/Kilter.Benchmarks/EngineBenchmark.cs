using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Benchmarks;

/// <summary>What part of the machine's peak training reaches, what a second core adds, and how time grows with units, batch and window. JSON lines.</summary>
internal static class EngineBenchmark
{
    private const int Epochs = 5;

    public static int Run()
    {
        var peak = Peak(threads: 1);
        var peakOfTwo = Peak(threads: 2);
        Json.Line(json =>
        {
            json.WriteString("recipe", "machine");
            json.WriteString("measure", "peak_gflop_per_s");
            json.WriteNumber("one_core", Json.Round(peak));
            json.WriteNumber("two_cores", Json.Round(peakOfTwo));
        });
        foreach (var recipe in NeuralRecipe.All)
        {
            var alone = TorchBenchmark.Median(recipe.EpochSeconds(Epochs, threads: 1));
            var both = TorchBenchmark.Median(recipe.EpochSeconds(Epochs, threads: 2));
            Json.Line(json =>
            {
                json.WriteString("recipe", recipe.Name);
                json.WriteString("measure", "train_gflop_per_s");
                json.WriteNumber("one_core", Json.Round(recipe.Operations / alone / 1e9));
                json.WriteNumber("two_cores", Json.Round(recipe.Operations / both / 1e9));
                json.WriteNumber("share_of_peak_one_core", Json.Round(recipe.Operations / alone / 1e9 / peak));
                json.WriteNumber("share_of_peak_two_cores", Json.Round(recipe.Operations / both / 1e9 / peakOfTwo));
                json.WriteNumber("two_cores_over_one", Json.Round(alone / both));
            });
        }

        foreach (var units in new[] { 8, 16, 32, 50, 64, 128, 256 })
        {
            Grow("units", units, NeuralRecipe.Forecaster(units, batch: 128, window: 48, windows: 2560), peakOfTwo);
        }

        foreach (var batch in new[] { 16, 32, 64, 128, 256, 1024 })
        {
            Grow("batch", batch, NeuralRecipe.Forecaster(units: 50, batch, window: 48, windows: 4096), peakOfTwo);
        }

        foreach (var window in new[] { 5, 12, 48, 100, 200 })
        {
            Grow("window", window, NeuralRecipe.Forecaster(units: 50, batch: 128, window, windows: 2560), peakOfTwo);
        }

        return 0;
    }

    private static void Grow(string what, int size, NeuralRecipe recipe, double peak)
    {
        var seconds = TorchBenchmark.Median(recipe.EpochSeconds(3, threads: 2));
        Json.Line(json =>
        {
            json.WriteString("recipe", "lstm_forecaster");
            json.WriteString("measure", "growth_with_" + what);
            json.WriteNumber(what, size);
            json.WriteNumber("windows", recipe.Inputs.Count);
            json.WriteNumber("s_per_epoch", Json.Round(seconds));
            json.WriteNumber("gflop_per_s", Json.Round(recipe.Operations / seconds / 1e9));
            json.WriteNumber("share_of_peak", Json.Round(recipe.Operations / seconds / 1e9 / peak));
        });
    }

    /// <summary>Fused multiply-adds on registers alone, as many at a time as hide their latency: the best of several tries.</summary>
    private static double Peak(int threads)
    {
        var best = 0.0;
        for (var run = 0; run < 7; run++)
        {
            var rates = new double[threads];
            var workers = Enumerable.Range(0, threads).Select(n => new Thread(() => rates[n] = Rate())).ToArray();
            Array.ForEach(workers, w => w.Start());
            Array.ForEach(workers, w => w.Join());
            best = Math.Max(best, rates.Sum());
        }

        return best;
    }

    private const int Rounds = 20_000_000;
    private const int Sums = 10;

    private static double Rate()
    {
        var watch = Stopwatch.StartNew();
        var wide = Vector512.IsHardwareAccelerated;
        var kept = wide
            ? Wide(Vector512.Create(0.999f), Vector512.Create(1e-6f))[0]
            : Narrow(Vector256.Create(0.999f), Vector256.Create(1e-6f))[0];
        return float.IsFinite(kept) ? Rounds * (double)Sums * (wide ? 16 : 8) * 2 / watch.Elapsed.TotalSeconds / 1e9 : 0;
    }

    // The factors are arguments: constants would be loaded anew in each round.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> Wide(Vector512<float> a, Vector512<float> b)
    {
        Vector512<float> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a;
        for (var n = 0; n < Rounds; n++)
        {
            c0 = Vector512.FusedMultiplyAdd(c0, a, b);
            c1 = Vector512.FusedMultiplyAdd(c1, a, b);
            c2 = Vector512.FusedMultiplyAdd(c2, a, b);
            c3 = Vector512.FusedMultiplyAdd(c3, a, b);
            c4 = Vector512.FusedMultiplyAdd(c4, a, b);
            c5 = Vector512.FusedMultiplyAdd(c5, a, b);
            c6 = Vector512.FusedMultiplyAdd(c6, a, b);
            c7 = Vector512.FusedMultiplyAdd(c7, a, b);
            c8 = Vector512.FusedMultiplyAdd(c8, a, b);
            c9 = Vector512.FusedMultiplyAdd(c9, a, b);
        }

        return c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9;
    }

    // The factors are arguments: constants would be loaded anew in each round.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Narrow(Vector256<float> a, Vector256<float> b)
    {
        Vector256<float> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a;
        for (var n = 0; n < Rounds; n++)
        {
            c0 = Vector256.FusedMultiplyAdd(c0, a, b);
            c1 = Vector256.FusedMultiplyAdd(c1, a, b);
            c2 = Vector256.FusedMultiplyAdd(c2, a, b);
            c3 = Vector256.FusedMultiplyAdd(c3, a, b);
            c4 = Vector256.FusedMultiplyAdd(c4, a, b);
            c5 = Vector256.FusedMultiplyAdd(c5, a, b);
            c6 = Vector256.FusedMultiplyAdd(c6, a, b);
            c7 = Vector256.FusedMultiplyAdd(c7, a, b);
            c8 = Vector256.FusedMultiplyAdd(c8, a, b);
            c9 = Vector256.FusedMultiplyAdd(c9, a, b);
        }

        return c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9;
    }
}
