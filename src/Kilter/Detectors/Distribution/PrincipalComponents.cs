using Kilter.Artifacts;
using Kilter.Numerics.Kernels;
using Kilter.Numerics.LinearAlgebra;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>The main directions in which windows vary about their mean. Immutable.</summary>
internal sealed class PrincipalComponents
{
    private const int MostDirect = 512;
    private const double MostWork = 4e9;

    // Below this share of the mean variance, a direction's variance is rounding of the float32 input.
    private const double LeastVariance = 1e-9;

    private readonly double[] _components;
    private readonly double[] _variances;

    private PrincipalComponents(double[] mean, double[] components, double[] variances, double leftOver)
    {
        Mean = mean;
        _components = components;
        _variances = variances;
        LeftOver = leftOver;
    }

    /// <summary>d, the values of a window.</summary>
    public int Size => Mean.Length;

    /// <summary>The mean window, (d).</summary>
    public double[] Mean { get; }

    /// <summary>σ², the mean variance of a direction that was not kept; positive.</summary>
    public double LeftOver { get; }

    /// <summary>The variances of the k kept components, largest first.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>Kept component j, of length 1.</summary>
    public ReadOnlySpan<double> Component(int j) => _components.AsSpan(j * Size, Size);

    /// <summary>The components that explain <paramref name="share"/> of the variance of the windows.</summary>
    public static PrincipalComponents Of(WindowSet windows, double share, CancellationToken cancellation)
    {
        var size = windows.Length * windows.Channels;
        var stride = size <= MostDirect ? Moments.StrideOf(windows, MostWork) : PrimeStride.For(windows.Count, MostDirect);
        var mean = Moments.Mean(windows, stride, cancellation);
        var rows = (windows.Count + stride - 1) / stride;
        var (eigen, total) = size <= MostDirect
            ? Direct(Moments.Covariance(windows, mean, stride, cancellation), size)
            : Dual(windows, mean, stride, rows, cancellation);

        // At least one direction is left out where there are two, so that the error outside the subspace means something.
        var (kept, explained) = (0, 0.0);
        while (kept < eigen.Length && kept < Math.Min(size - 1, rows - 2) && explained < share * total && eigen[kept].Variance > LeastVariance * total / size)
        {
            explained += eigen[kept++].Variance;
        }

        var leftOver = Math.Max((total - explained) / (size - kept), LeastVariance * total / size);
        var (components, variances) = (new double[kept * size], new double[kept]);
        for (var j = 0; j < kept; j++)
        {
            variances[j] = Math.Max(eigen[j].Variance, leftOver);
            eigen[j].Direction.CopyTo(components.AsSpan(j * size));
        }

        // Constant windows: any departure is measured against 1.
        return new(mean, components, variances, leftOver > 0 ? leftOver : 1);
    }

    public static PrincipalComponents Read(ArtifactReader artifact)
    {
        var (mean, variances) = (artifact.Numbers("mean"), artifact.Numbers("variances"));
        return new(mean, artifact.Numbers("components", mean.Length * variances.Length), variances, artifact.Number("left-over"));
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("mean", Mean);
        artifact.Set("components", _components);
        artifact.Set("variances", _variances);
        artifact.Set("left-over", LeftOver);
    }

    /// <summary>T² inside the subspace and Q, the squared length outside it. Leaves in <paramref name="centred"/> what lies outside.</summary>
    public (double Inside, double Outside) Split(Span<double> centred)
    {
        var within = 0.0;
        for (var j = 0; j < _variances.Length; j++)
        {
            var component = Component(j);
            var z = DoubleKernel.Dot(component, centred);
            within += z * z / _variances[j];
            DoubleKernel.AddScaled(centred, component, -z);
        }

        return (within, DoubleKernel.Dot(centred, centred));
    }

    /// <summary>The rebuilt window less its mean, with each coordinate held within <paramref name="farthest"/> deviations, and half the gradient of the squared distance.</summary>
    public void Rebuild(ReadOnlySpan<double> centred, double inside, double farthest, Span<double> gradient, Span<double> rebuilt)
    {
        centred.CopyTo(gradient);
        rebuilt.Clear();
        for (var j = 0; j < _variances.Length; j++)
        {
            DoubleKernel.AddScaled(gradient, Component(j), -DoubleKernel.Dot(Component(j), centred));
        }

        for (var i = 0; i < Size; i++)
        {
            gradient[i] /= LeftOver;
        }

        for (var j = 0; j < _variances.Length; j++)
        {
            var (z, most) = (DoubleKernel.Dot(Component(j), centred), farthest * Math.Sqrt(_variances[j]));
            DoubleKernel.AddScaled(gradient, Component(j), inside * z / _variances[j]);
            DoubleKernel.AddScaled(rebuilt, Component(j), Math.Clamp(z, -most, most));
        }
    }

    private static (Axis[] Axes, double Total) Direct(double[] covariance, int size)
    {
        var total = 0.0;
        for (var i = 0; i < size; i++)
        {
            total += covariance[(i * size) + i];
        }

        var eigen = SymmetricEigen.Of(covariance, size);
        return ([.. eigen.Values.Select((v, j) => new Axis(v, eigen.Vector(j).ToArray()))], total);
    }

    /// <summary>With more values than windows: the eigenvectors u of X·Xᵀ give those of Xᵀ·X as Xᵀ·u.</summary>
    private static (Axis[] Axes, double Total) Dual(WindowSet windows, double[] mean, int stride, int rows, CancellationToken cancellation)
    {
        var size = mean.Length;
        var centred = new double[rows * size];
        for (var r = 0; r < rows; r++)
        {
            Moments.Centre(windows[r * stride], mean, centred.AsSpan(r * size, size));
        }

        var (gram, total) = (new double[rows * rows], 0.0);
        for (var r = 0; r < rows; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var s = 0; s <= r; s++)
            {
                gram[(r * rows) + s] = gram[(s * rows) + r] = DoubleKernel.Dot(centred.AsSpan(r * size, size), centred.AsSpan(s * size, size)) / Math.Max(1, rows - 1);
            }

            total += gram[(r * rows) + r];
        }

        var eigen = SymmetricEigen.Of(gram, rows);
        var axes = new List<Axis>();
        for (var j = 0; j < rows && eigen.Values[j] > LeastVariance * total / size; j++)
        {
            axes.Add(new Axis(eigen.Values[j], Direction(centred, eigen.Vector(j), size)));
        }

        return ([.. axes], total);
    }

    private static double[] Direction(double[] centred, ReadOnlySpan<double> weights, int size)
    {
        var direction = new double[size];
        for (var r = 0; r < weights.Length; r++)
        {
            DoubleKernel.AddScaled(direction, centred.AsSpan(r * size, size), weights[r]);
        }

        var length = Math.Sqrt(DoubleKernel.Dot(direction, direction));
        for (var i = 0; i < size; i++)
        {
            direction[i] /= length;
        }

        return direction;
    }

    private readonly record struct Axis(double Variance, double[] Direction);
}
