/** A failure that the API answers with: thrown anywhere in an exchange, written as `{ id, message, request_id }`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, id: string, { message, headers = {} }: ProblemDetails) {
    super(message);
    this.name = "ApiProblem";
    this.status = status;
    this.id = id;
    this.headers = headers;
  }

  /** What is answered. */
  body(requestId: string): object {
    return { id: this.id, message: this.message, request_id: requestId };
  }
}

export interface ProblemDetails {
  message: string;
  headers?: Readonly<Record<string, string>>;
}

export const badRequest = (message: string) => new ApiProblem(400, "bad_request", { message });

export const notFound = (message = "The resource you were accessing could not be found.") =>
  new ApiProblem(404, "not_found", { message });

export const unprocessable = (message: string) => new ApiProblem(422, "unprocessable_entity", { message });

export const preconditionFailed = (message: string) => new ApiProblem(412, "precondition_failed", { message });

export const conflict = (message: string) => new ApiProblem(409, "conflict", { message });

/** A body over `limit` bytes. */
export const tooLarge = (limit: number) =>
  new ApiProblem(413, "payload_too_large", { message: `The request body is larger than ${limit / 1024} KiB.` });
