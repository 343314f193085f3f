// Which tests failed, a line each, from the reports that the runners write.
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './sources.js'

/**
 * @typedef {{ name: string, message?: string, status: string, assertionResults: readonly { fullName: string, status: string, failureMessages?: readonly string[] }[] }} VitestFile
 * @typedef {{ message?: string }} Failure
 * @typedef {{ status: string, results: readonly { errors: readonly Failure[] }[] }} PlaywrightTest
 * @typedef {{ file: string, line: number, title: string, tests: readonly PlaywrightTest[] }} Spec
 * @typedef {{ specs?: readonly Spec[], suites?: readonly Suite[] }} Suite
 */

/** Of a message, what fits a line. @param {string | undefined} message */
const short = (message = '') =>
  stripVTControlCharacters(message).split('\n')[0]?.slice(0, 200) ?? ''

/**
 * @param {{ testResults: readonly VitestFile[] }} report
 * @returns {string[]} tests that failed, and files that could not be run
 */
export function ofVitest({ testResults }) {
  return testResults.flatMap((file) => {
    const path = relative(root, file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0)
      return file.status === 'failed' ? [`${path}: ${short(file.message)}`] : []
    return failed.map((test) => `${path} › ${test.fullName}: ${short(test.failureMessages?.[0])}`)
  })
}

/**
 * @param {Suite & { errors?: readonly Failure[] }} report
 * @returns {string[]} tests that failed, or passed only when tried again, and what failed outside of them
 */
export function ofPlaywright({ errors = [], ...report }) {
  return [...errors.map(({ message }) => short(message)), ...inSuite(report)]
}

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function inSuite({ specs = [], suites = [] }) {
  const failed = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const error = results.flatMap(({ errors }) => errors)[0]
        return `${file}:${line} › ${title}: ${short(error?.message)}`
      }),
  )
  return [...failed, ...suites.flatMap(inSuite)]
}
