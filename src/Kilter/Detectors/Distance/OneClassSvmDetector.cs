using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Distance;

/// <summary>Settings of <see cref="OneClassSvmDetector"/>.</summary>
public sealed record OneClassSvmOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e5]. Default 16.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 100_000); } = 16;

    /// <summary>ν: at most this share of the training windows lies outside the boundary, at least this share supports it. Range [1e-4, 1]. Default 0.05.</summary>
    public double Nu { get; init => field = Guard.InRange(value, 1e-4, 1.0); } = 0.05;

    /// <summary>γ of the kernel exp(−γ·‖x − y‖²). Range [0, 1e12]. Default 0: 1 / (d · variance of all training values).</summary>
    public double Gamma { get; init => field = Guard.InRange(value, 0.0, 1e12); }

    /// <summary>By how much the optimality conditions may be missed. Range [1e-12, 1]. Default 1e-3.</summary>
    public double Tolerance { get; init => field = Guard.InRange(value, 1e-12, 1.0); } = 1e-3;

    /// <summary>How many training windows are learned from at most, drawn without replacement. Range [2, 1e5]. Default 2,000.</summary>
    public int Bank { get; init => field = Guard.InRange(value, 2, 100_000); } = 2_000;
}

/// <summary>Draws a boundary around most of the training windows, in the space of a Gaussian kernel, and scores a window by its place to it.</summary>
/// <remarks>
/// <para>
/// Score: (A − Σ αᵢ·k(xᵢ, x)) / (A − ρ) with A = Σα: 0 on top of every support vector at once, 1 on the boundary, A / (A − ρ) far from all. Range [0, that). Far windows
/// are all alike to it: it says that something is strange, not how much. Windows with scores above 1 are the machine's own outliers.
/// </para>
/// <para>
/// A channel's contribution is its part of the squared distance from the support vectors, near ones weighing as in the kernel; the expected value is
/// their last sample, weighed likewise.
/// </para>
/// <para>Cost: fit O(M²·d) and some O(M) rounds for M windows; score O(S·d) for S support vectors, about ν·M. Memory: kernel rows up to 256 MiB while fitting.</para>
/// <para>Source: B. Schölkopf et al., "Estimating the support of a high-dimensional distribution", Neural Comput., 2001.</para>
/// </remarks>
public sealed class OneClassSvmDetector(OneClassSvmOptions options) : IDetector
{
    private const long KernelBytes = 1L << 28;

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "one-class-svm",
        Family = "Distance",
        FindsBest = "values outside one or several bounded regions",
        WeakAt = "saying how far outside; small departures in long windows; training that holds faults",
        Channels = "any",
        FitCost = "medium",
        Source = "B. Schölkopf et al., Estimating the support of a high-dimensional distribution, 2001",
        Settings =
        [
            new("nu", "0.05", "1e-4 to 1", "share of the training windows that may lie outside the boundary"),
            new("gamma", "0", "0 to 1e12", "width of the kernel, 1/length²; 0: from the spread of the training values"),
            new("tolerance", "1e-3", "1e-12 to 1", "by how much the optimality conditions may be missed"),
            new("bank", "2000", "2 to 1e5", "how many training windows are learned from at most"),
        ],
        DefaultWindow = 16,
        Create = settings => new OneClassSvmDetector(new()
        {
            Window = settings.WholeNumber("window", 16),
            Nu = settings.Number("nu", 0.05),
            Gamma = settings.Number("gamma", 0),
            Tolerance = settings.Number("tolerance", 1e-3),
            Bank = settings.WholeNumber("bank", 2_000),
        }),
        Read = FittedOneClassSvm.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var (kept, size) = (Selection.Draw(train.Count, Math.Min(train.Count, options.Bank), new Rng(context.Seed)), train.Length * train.Channels);
        var points = new double[(long)kept.Length * size];
        for (var r = 0; r < kept.Length; r++)
        {
            var window = train[kept[r]];
            for (var i = 0; i < size; i++)
            {
                points[(r * size) + i] = window[i];
            }
        }

        var gamma = options.Gamma > 0 ? options.Gamma : Scale(points, size);
        var rows = new KernelRows(points, size, gamma, (int)Math.Min(kept.Length, KernelBytes / sizeof(double) / kept.Length));
        var (alpha, rho) = OneClassSolver.Solve(rows, options.Nu, options.Tolerance, context.Cancellation);
        return FittedOneClassSvm.Of(train.Length, train.Channels, points, alpha, rho, gamma);
    }

    /// <summary>1 / (d · variance of all values); 1 where they are constant.</summary>
    private static double Scale(double[] points, int size)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var step = points[i] - mean;
            mean += step / (i + 1);
            squares += step * (points[i] - mean);
        }

        var variance = squares / points.Length;
        var gamma = 1 / (size * variance);
        return double.IsFinite(gamma) && gamma > 0 ? gamma : 1;
    }
}
