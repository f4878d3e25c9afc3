namespace Kilter.Numerics.Neural.Training;

/// <summary>Some rows of one matrix: what one thread sums, moves along its gradient and packs, while it is in the cache.</summary>
/// <param name="Matrix">Whose rows.</param>
/// <param name="From">The first row, a multiple of 8.</param>
/// <param name="To">The row after the last.</param>
internal readonly record struct UpdateShard(WeightMatrix Matrix, int From, int To)
{
    private const int Floats = 8192;

    /// <summary>Offset of the first weight in the flat vector.</summary>
    public int Offset => Matrix.Offset + (From * Matrix.Stride);

    /// <summary>Floats in the flat vector.</summary>
    public int Length => (To - From) * Matrix.Stride;

    /// <summary>Cuts matrices into shards of some 8,192 floats. Depends on the shapes alone.</summary>
    public static UpdateShard[] Cut(IEnumerable<WeightMatrix> matrices)
    {
        var shards = new List<UpdateShard>();
        foreach (var matrix in matrices.Where(m => m.Trainable))
        {
            var rows = Math.Max(8, Floats / matrix.Stride / 8 * 8);
            for (var from = 0; from < matrix.Inputs; from += rows)
            {
                shards.Add(new UpdateShard(matrix, from, Math.Min(matrix.Inputs, from + rows)));
            }
        }

        return [.. shards];
    }
}
