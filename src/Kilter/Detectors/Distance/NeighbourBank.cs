using Kilter.Artifacts;
using Kilter.Numerics.Kernels;

namespace Kilter.Detectors.Distance;

/// <summary>A kept point near a query.</summary>
/// <param name="Index">Its place in the bank.</param>
/// <param name="SquaredDistance">Its squared Euclidean distance.</param>
internal readonly record struct Neighbour(int Index, double SquaredDistance);

/// <summary>M points of d values, sorted along one direction, for exact search of the nearest. Immutable.</summary>
internal sealed class NeighbourBank
{
    // Rounding may make a distance along the direction a little larger than the distance itself.
    private const double Slack = 1 - 1e-9;

    private readonly double[] _points;
    private readonly double[] _lasts;
    private readonly double[] _direction;
    private readonly double[] _places;

    private NeighbourBank(double[] points, double[] lasts, double[] direction, double[] places)
        => (_points, _lasts, _direction, _places) = (points, lasts, direction, places);

    /// <summary>d, the values of a point.</summary>
    public int Size => _direction.Length;

    private int Count => _places.Length;

    /// <summary>Makes a bank of points (M, d) and what goes with each, (M, C).</summary>
    public static NeighbourBank Of(double[] points, double[] lasts, int size)
    {
        var count = points.Length / size;
        var direction = MainDirection(points, size);
        var (order, places) = (new int[count], new double[count]);
        for (var r = 0; r < count; r++)
        {
            (order[r], places[r]) = (r, DoubleKernel.Dot(direction, points.AsSpan(r * size, size)));
        }

        Array.Sort(order, (a, b) => places[a] != places[b] ? places[a].CompareTo(places[b]) : a.CompareTo(b));
        return new(Ordered(points, order), Ordered(lasts, order), direction, Ordered(places, order));
    }

    public static NeighbourBank Read(ArtifactReader artifact)
    {
        var (direction, places) = (artifact.Numbers("direction"), artifact.Numbers("places"));
        return new(artifact.Numbers("points", direction.Length * places.Length), artifact.Numbers("lasts"), direction, places);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("points", _points);
        artifact.Set("lasts", _lasts);
        artifact.Set("direction", _direction);
        artifact.Set("places", _places);
    }

    /// <summary>Fills <paramref name="found"/> with the nearest points, nearest first.</summary>
    public void Nearest(ReadOnlySpan<double> point, Span<Neighbour> found)
    {
        found.Fill(new Neighbour(-1, double.PositiveInfinity));
        var place = DoubleKernel.Dot(_direction, point);
        var up = Array.BinarySearch(_places, place);
        up = up < 0 ? ~up : up;
        var down = up - 1;
        while (up < Count || down >= 0)
        {
            var above = up < Count ? _places[up] - place : double.PositiveInfinity;
            var below = down >= 0 ? place - _places[down] : double.PositiveInfinity;
            var gap = Math.Min(above, below);
            if (gap * gap * Slack > found[^1].SquaredDistance)
            {
                return;
            }

            var next = above <= below ? up++ : down--;
            Insert(found, next, DoubleKernel.SquaredDistance(point, _points.AsSpan(next * Size, Size)));
        }
    }

    /// <summary>Adds each channel's squared distance from a kept point to <paramref name="shares"/>, and what goes with that point to <paramref name="lasts"/>.</summary>
    public void Add(int index, ReadOnlySpan<double> point, Span<double> shares, Span<double> lasts)
    {
        var channels = shares.Length;
        for (var i = 0; i < Size; i++)
        {
            var difference = point[i] - _points[(index * Size) + i];
            shares[i % channels] += difference * difference;
        }

        for (var c = 0; c < channels; c++)
        {
            lasts[c] += _lasts[(index * channels) + c];
        }
    }

    private static void Insert(Span<Neighbour> found, int index, double squaredDistance)
    {
        if (squaredDistance >= found[^1].SquaredDistance && found[^1].Index >= 0)
        {
            return;
        }

        var at = found.Length - 1;
        while (at > 0 && squaredDistance < found[at - 1].SquaredDistance)
        {
            found[at] = found[at - 1];
            at--;
        }

        found[at] = new Neighbour(index, squaredDistance);
    }

    /// <summary>The direction in which the points vary most, nearly: a few power steps on their covariance are enough to sort by.</summary>
    private static double[] MainDirection(double[] points, int size)
    {
        var count = points.Length / size;
        var (direction, next, mean) = (new double[size], new double[size], new double[size]);
        for (var r = 0; r < count; r++)
        {
            DoubleKernel.AddScaled(mean, points.AsSpan(r * size, size), 1.0 / count);
        }

        // From the point farthest from the mean, which surely lies in no direction without variance.
        var farthest = 0;
        var (largest, squared) = (-1.0, 0.0);
        for (var r = 0; r < count; r++)
        {
            squared = DoubleKernel.SquaredDistance(points.AsSpan(r * size, size), mean);
            (farthest, largest) = squared > largest ? (r, squared) : (farthest, largest);
        }

        points.AsSpan(farthest * size, size).CopyTo(direction);
        DoubleKernel.AddScaled(direction, mean, -1);
        for (var step = 0; step < 8 && Normalise(direction); step++)
        {
            next.AsSpan().Clear();
            var shift = DoubleKernel.Dot(direction, mean);
            for (var r = 0; r < count; r++)
            {
                var row = points.AsSpan(r * size, size);
                DoubleKernel.AddScaled(next, row, DoubleKernel.Dot(direction, row) - shift);
            }

            next.CopyTo(direction, 0);
        }

        Normalise(direction);
        return direction;
    }

    /// <summary>Makes the length 1; false where there is none, and then the direction stays zero.</summary>
    private static bool Normalise(double[] direction)
    {
        var length = Math.Sqrt(DoubleKernel.Dot(direction, direction));
        for (var i = 0; i < direction.Length && length > 0; i++)
        {
            direction[i] /= length;
        }

        return length > 0;
    }

    private static double[] Ordered(double[] values, int[] order)
    {
        var width = values.Length / order.Length;
        var sorted = new double[values.Length];
        for (var r = 0; r < order.Length; r++)
        {
            values.AsSpan(order[r] * width, width).CopyTo(sorted.AsSpan(r * width));
        }

        return sorted;
    }
}
